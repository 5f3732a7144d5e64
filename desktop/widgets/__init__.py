"""Parts of screens that know no record: fields, forms, tables, badges."""
