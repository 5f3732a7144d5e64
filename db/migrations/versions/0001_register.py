"""The first register: log, people, custody, screenings, certifications, and the guards that refuse to forget."""

import sqlalchemy as sa
from alembic import op

revision = "0001_register"
down_revision = None
branch_labels = None
depends_on = None

# Written once: nothing in these tables is ever updated.
WRITTEN_ONCE = ("entry", "certification", "amendment", "paper_code", "person_key", "access")
# What people entered is changed only together with a new entry, which moves the row's head.
WITH_ENTRY = {
    "account": "login, name, post, role, speciality, years, public_key",
    "person": "surname, given_name, patronymic, surname_kk, given_name_kk, patronymic_kk, surname_ru, given_name_ru, patronymic_ru, sex, date_of_birth, date_of_birth_reason, iin, iin_state, iin_reason, citizenship, document_kind, document_number, document_issued_by, document_issued_on, photo",
    "custody": "person_id, institution, ground, category, authority, case_number, detained_at, detained_reason, delivered_at, delivered_reason, arrived_at",
    "screening": "person_id, custody_id, exam, examined_at, fitness, body",
}

# Who is held, counted by sex, citizenship and date of birth; and which arrivals no medic has seen yet. Both follow in the same
# transaction whatever writes the rows: a first screen that counted a million people anew would take a second each time.
FACTS = ("sex", "citizenship", "date_of_birth")
OF_PERSON = " UNION ALL ".join(f"SELECT '{fact}' AS what, {fact} AS value FROM person WHERE id = {{person}}" for fact in FACTS)
BEFORE = ", ".join(f"('{fact}', OLD.{fact})" for fact in FACTS)
EPISODES = "(SELECT count(*) FROM custody WHERE person_id = {person})"
COUNT_IN = (f"INSERT INTO tally (what, value, number) SELECT what, value, 1 FROM ({OF_PERSON}) WHERE {{when}} "
            "ON CONFLICT (what, value) DO UPDATE SET number = number + 1;")
COUNT_OUT = f"UPDATE tally SET number = number - 1 WHERE (what, value) IN ({OF_PERSON}) AND {{when}};"
WAIT = """DELETE FROM waiting WHERE row IN (SELECT row FROM custody WHERE person_id = {person});
  INSERT INTO waiting (row, arrived_utc) SELECT row, arrived_utc FROM custody
  WHERE person_id = {person} AND arrived_utc IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM screening WHERE screening.person_id = custody.person_id AND examined_utc >= arrived_utc);"""
IN, OUT = (count.format(person=person, when=f"{EPISODES.format(person=person)} = {episodes}")
           for count, person, episodes in ((COUNT_IN, "NEW.person_id", 1), (COUNT_OUT, "OLD.person_id", 0)))
NOW_WAITS, ONCE_WAITED = WAIT.format(person="NEW.person_id"), WAIT.format(person="OLD.person_id")
KNOWN = COUNT_IN.format(person="NEW.id", when=f"{EPISODES.format(person='NEW.id')} > 0")
FOLLOWING = {
    "person_counted": f"AFTER INSERT ON person BEGIN {KNOWN} END",
    "person_counted_again": f"AFTER UPDATE OF {', '.join(FACTS)} ON person WHEN {EPISODES.format(person='NEW.id')} > 0 "
                            f"BEGIN UPDATE tally SET number = number - 1 WHERE (what, value) IN (VALUES {BEFORE}); {KNOWN} END",
    "custody_counted": f"AFTER INSERT ON custody BEGIN {IN} {NOW_WAITS} END",
    "custody_moved": "AFTER UPDATE OF person_id ON custody WHEN NEW.person_id <> OLD.person_id "
                     f"BEGIN {OUT} {IN} {ONCE_WAITED} {NOW_WAITS} END",
    "custody_dated": f"AFTER UPDATE OF arrived_utc ON custody BEGIN {NOW_WAITS} END",
    "screening_counted": f"AFTER INSERT ON screening BEGIN {NOW_WAITS} END",
    "screening_dated": f"AFTER UPDATE OF person_id, examined_utc ON screening BEGIN {ONCE_WAITED} {NOW_WAITS} END",
}


def upgrade() -> None:
    op.create_table('access',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('act', sa.Text(), server_default='', nullable=False),
        sa.Column('person_id', sa.Text(), server_default='', nullable=False),
        sa.Column('subject_id', sa.Text(), server_default='', nullable=False),
        sa.Column('detail', sa.Text(), server_default='', nullable=False),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_access')),
        sa.UniqueConstraint('id', name=op.f('uq_access_id'))
    )
    op.create_table('account',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('login', sa.Text(), server_default='', nullable=False),
        sa.Column('name', sa.Text(), server_default='', nullable=False),
        sa.Column('post', sa.Text(), server_default='', nullable=False),
        sa.Column('role', sa.Text(), server_default='', nullable=False),
        sa.Column('speciality', sa.Text(), server_default='', nullable=False),
        sa.Column('years', sa.Integer(), nullable=True),
        sa.Column('public_key', sa.LargeBinary(), nullable=True),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_account')),
        sa.UniqueConstraint('id', name=op.f('uq_account_id'))
    )
    op.create_table('amendment',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('certification_id', sa.Text(), server_default='', nullable=False),
        sa.Column('person_id', sa.Text(), server_default='', nullable=False),
        sa.Column('number', sa.Text(), server_default='', nullable=False),
        sa.Column('sealed_at', sa.Text(), server_default='', nullable=False),
        sa.Column('body', sa.LargeBinary(), nullable=True),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_amendment')),
        sa.UniqueConstraint('id', name=op.f('uq_amendment_id'))
    )
    op.create_index(op.f('ix_amendment_certification_id'), 'amendment', ['certification_id'], unique=False)
    op.create_table('certification',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Text(), server_default='', nullable=False),
        sa.Column('screening_id', sa.Text(), server_default='', nullable=False),
        sa.Column('number', sa.Text(), server_default='', nullable=False),
        sa.Column('sealed_at', sa.Text(), server_default='', nullable=False),
        sa.Column('body', sa.LargeBinary(), nullable=True),
        sa.Column('year', sa.Integer(), nullable=True),
        sa.Column('counter', sa.Integer(), nullable=True),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_certification')),
        sa.UniqueConstraint('id', name=op.f('uq_certification_id'))
    )
    op.create_index(op.f('ix_certification_number'), 'certification', ['number'], unique=False)
    op.create_index(op.f('ix_certification_person_id'), 'certification', ['person_id'], unique=False)
    op.create_table('custody',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Text(), server_default='', nullable=False),
        sa.Column('institution', sa.Text(), server_default='', nullable=False),
        sa.Column('ground', sa.Text(), server_default='', nullable=False),
        sa.Column('category', sa.Text(), server_default='', nullable=False),
        sa.Column('authority', sa.Text(), server_default='', nullable=False),
        sa.Column('case_number', sa.Text(), server_default='', nullable=False),
        sa.Column('detained_at', sa.Text(), server_default='', nullable=False),
        sa.Column('detained_reason', sa.Text(), server_default='', nullable=False),
        sa.Column('delivered_at', sa.Text(), server_default='', nullable=False),
        sa.Column('delivered_reason', sa.Text(), server_default='', nullable=False),
        sa.Column('arrived_at', sa.Text(), server_default='', nullable=False),
        sa.Column('arrived_utc', sa.Integer(), nullable=True),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_custody')),
        sa.UniqueConstraint('id', name=op.f('uq_custody_id'))
    )
    op.create_index(op.f('ix_custody_arrived_utc'), 'custody', ['arrived_utc'], unique=False)
    op.create_index(op.f('ix_custody_person_id'), 'custody', ['person_id'], unique=False)
    op.create_table('draft',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('account_id', sa.Text(), nullable=False),
        sa.Column('kind', sa.Text(), nullable=False),
        sa.Column('key', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Text(), nullable=False),
        sa.Column('kept_at', sa.Text(), nullable=False),
        sa.Column('body', sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_draft')),
        sa.UniqueConstraint('account_id', 'kind', 'key', name=op.f('uq_draft_account_id_kind_key'))
    )
    op.create_table('entry',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('origin', sa.Text(), nullable=False),
        sa.Column('epoch', sa.Integer(), nullable=False),
        sa.Column('seq', sa.Integer(), nullable=False),
        sa.Column('leaf', sa.LargeBinary(), nullable=False),
        sa.Column('kind', sa.Text(), nullable=False),
        sa.Column('record_id', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Text(), nullable=False),
        sa.Column('body', sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_entry')),
        sa.UniqueConstraint('origin', 'epoch', 'seq', 'leaf', name=op.f('uq_entry_origin_epoch_seq_leaf'))
    )
    op.create_index('ix_entry_person', 'entry', ['person_id'], unique=False)
    op.create_index('ix_entry_record', 'entry', ['record_id'], unique=False)
    op.create_table('log_head',
        sa.Column('origin', sa.Text(), nullable=False),
        sa.Column('epoch', sa.Integer(), nullable=False),
        sa.Column('size', sa.Integer(), nullable=False),
        sa.Column('frontier', sa.LargeBinary(), nullable=False),
        sa.Column('root', sa.LargeBinary(), nullable=False),
        sa.Column('signature', sa.LargeBinary(), nullable=False),
        sa.Column('latest', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('origin', 'epoch', name=op.f('pk_log_head'))
    )
    op.create_table('log_tile',
        sa.Column('origin', sa.Text(), nullable=False),
        sa.Column('epoch', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('root', sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint('origin', 'epoch', 'number', name=op.f('pk_log_tile'))
    )
    op.create_table('paper_code',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('subject_id', sa.Text(), server_default='', nullable=False),
        sa.Column('person_id', sa.Text(), server_default='', nullable=False),
        sa.Column('payload', sa.LargeBinary(), nullable=True),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_paper_code')),
        sa.UniqueConstraint('id', name=op.f('uq_paper_code_id'))
    )
    op.create_index(op.f('ix_paper_code_subject_id'), 'paper_code', ['subject_id'], unique=False)
    op.create_table('person',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('surname', sa.Text(), server_default='', nullable=False),
        sa.Column('given_name', sa.Text(), server_default='', nullable=False),
        sa.Column('patronymic', sa.Text(), server_default='', nullable=False),
        sa.Column('surname_kk', sa.Text(), server_default='', nullable=False),
        sa.Column('given_name_kk', sa.Text(), server_default='', nullable=False),
        sa.Column('patronymic_kk', sa.Text(), server_default='', nullable=False),
        sa.Column('surname_ru', sa.Text(), server_default='', nullable=False),
        sa.Column('given_name_ru', sa.Text(), server_default='', nullable=False),
        sa.Column('patronymic_ru', sa.Text(), server_default='', nullable=False),
        sa.Column('sex', sa.Text(), server_default='', nullable=False),
        sa.Column('date_of_birth', sa.Text(), server_default='', nullable=False),
        sa.Column('date_of_birth_reason', sa.Text(), server_default='', nullable=False),
        sa.Column('iin', sa.Text(), server_default='', nullable=False),
        sa.Column('iin_state', sa.Text(), server_default='', nullable=False),
        sa.Column('iin_reason', sa.Text(), server_default='', nullable=False),
        sa.Column('citizenship', sa.Text(), server_default='', nullable=False),
        sa.Column('document_kind', sa.Text(), server_default='', nullable=False),
        sa.Column('document_number', sa.Text(), server_default='', nullable=False),
        sa.Column('document_issued_by', sa.Text(), server_default='', nullable=False),
        sa.Column('document_issued_on', sa.Text(), server_default='', nullable=False),
        sa.Column('photo', sa.Text(), server_default='', nullable=False),
        sa.Column('sort_key', sa.Text(), nullable=True),
        sa.Column('fold', sa.Text(), nullable=True),
        sa.Column('search', sa.Text(), nullable=True),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_person')),
        sa.UniqueConstraint('id', name=op.f('uq_person_id'))
    )
    op.create_index(op.f('ix_person_fold'), 'person', ['fold'], unique=False)
    op.create_index(op.f('ix_person_iin'), 'person', ['iin'], unique=False)
    op.create_index(op.f('ix_person_document_number'), 'person', ['document_number'], unique=False)
    op.create_index(op.f('ix_person_sort_key'), 'person', ['sort_key'], unique=False)
    op.create_table('person_key',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Text(), server_default='', nullable=False),
        sa.Column('recipient', sa.Text(), server_default='', nullable=False),
        sa.Column('wrapped', sa.LargeBinary(), nullable=True),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_person_key')),
        sa.UniqueConstraint('id', name=op.f('uq_person_key_id'))
    )
    op.create_index(op.f('ix_person_key_person_id'), 'person_key', ['person_id'], unique=False)
    op.create_table('screening',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Text(), server_default='', nullable=False),
        sa.Column('custody_id', sa.Text(), server_default='', nullable=False),
        sa.Column('exam', sa.Text(), server_default='', nullable=False),
        sa.Column('examined_at', sa.Text(), server_default='', nullable=False),
        sa.Column('fitness', sa.Text(), server_default='', nullable=False),
        sa.Column('body', sa.LargeBinary(), nullable=True),
        sa.Column('examined_utc', sa.Integer(), nullable=True),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_screening')),
        sa.UniqueConstraint('id', name=op.f('uq_screening_id'))
    )
    op.create_index(op.f('ix_screening_examined_utc'), 'screening', ['examined_utc'], unique=False)
    op.create_index(op.f('ix_screening_person_id'), 'screening', ['person_id'], unique=False)
    op.create_table('setting',
        sa.Column('name', sa.Text(), nullable=False),
        sa.Column('value', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('name', name=op.f('pk_setting'))
    )
    op.create_table('tally',
        sa.Column('what', sa.Text(), nullable=False),
        sa.Column('value', sa.Text(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('what', 'value', name=op.f('pk_tally'))
    )
    op.create_table('thumbnail',
        sa.Column('digest', sa.Text(), nullable=False),
        sa.Column('image', sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint('digest', name=op.f('pk_thumbnail'))
    )
    op.create_table('waiting',
        sa.Column('row', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('arrived_utc', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_waiting'))
    )
    op.create_index(op.f('ix_waiting_arrived_utc'), 'waiting', ['arrived_utc'], unique=False)
    op.execute(
        "CREATE VIRTUAL TABLE person_fts USING fts5(search, content='', contentless_delete=1, detail=none, prefix='1 2 3', tokenize='unicode61')")
    for table in WRITTEN_ONCE:
        op.execute(f"CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'written once'); END")
    for table, columns in WITH_ENTRY.items():
        op.execute(f"CREATE TRIGGER {table}_kept BEFORE UPDATE OF id, {columns} ON {table} WHEN NEW.head = OLD.head OR NEW.id <> OLD.id "
                   "BEGIN SELECT RAISE(ABORT, 'changed only with an entry'); END")
    for table in (*WRITTEN_ONCE, *WITH_ENTRY):
        op.execute(f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'never deleted'); END")
    for trigger, follows in FOLLOWING.items():
        op.execute(f"CREATE TRIGGER {trigger} {follows}")


def downgrade() -> None:
    for trigger in FOLLOWING:
        op.execute(f"DROP TRIGGER {trigger}")
    for table in (*WRITTEN_ONCE, *WITH_ENTRY):
        op.execute(f"DROP TRIGGER {table}_stays")
        op.execute(f"DROP TRIGGER {table}_kept")
    op.execute("DROP TABLE person_fts")
    op.drop_index(op.f('ix_waiting_arrived_utc'), table_name='waiting')
    op.drop_table('waiting')
    op.drop_table('thumbnail')
    op.drop_table('tally')
    op.drop_table('setting')
    op.drop_index(op.f('ix_screening_person_id'), table_name='screening')
    op.drop_index(op.f('ix_screening_examined_utc'), table_name='screening')
    op.drop_table('screening')
    op.drop_index(op.f('ix_person_key_person_id'), table_name='person_key')
    op.drop_table('person_key')
    op.drop_index(op.f('ix_person_sort_key'), table_name='person')
    op.drop_index(op.f('ix_person_document_number'), table_name='person')
    op.drop_index(op.f('ix_person_iin'), table_name='person')
    op.drop_index(op.f('ix_person_fold'), table_name='person')
    op.drop_table('person')
    op.drop_index(op.f('ix_paper_code_subject_id'), table_name='paper_code')
    op.drop_table('paper_code')
    op.drop_table('log_tile')
    op.drop_table('log_head')
    op.drop_index('ix_entry_record', table_name='entry')
    op.drop_index('ix_entry_person', table_name='entry')
    op.drop_table('entry')
    op.drop_table('draft')
    op.drop_index(op.f('ix_custody_person_id'), table_name='custody')
    op.drop_index(op.f('ix_custody_arrived_utc'), table_name='custody')
    op.drop_table('custody')
    op.drop_index(op.f('ix_certification_person_id'), table_name='certification')
    op.drop_index(op.f('ix_certification_number'), table_name='certification')
    op.drop_table('certification')
    op.drop_index(op.f('ix_amendment_certification_id'), table_name='amendment')
    op.drop_table('amendment')
    op.drop_table('account')
    op.drop_table('access')
