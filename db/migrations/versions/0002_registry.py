"""The whole registry: what belongs to a person, a case, a cell and the gate."""

import sqlalchemy as sa
from alembic import op

revision = "0002_registry"
down_revision = "0001_register"
branch_labels = None
depends_on = None

# What people entered is changed only together with a new entry, which moves the row's head.
WITH_ENTRY = {
    'alias': 'person_id, alias_kind, surname, given_name, patronymic, note',
    'document': 'person_id, document_kind, number, issued_by, issued_on, valid_until, held, note',
    'relation': 'person_id, relation, name, date_of_birth, phone, address, carer, note, ended_on',
    'particular': 'person_id, fact, value, from_on, until_on, source',
    'mark': 'person_id, place, text, seen_on, photo',
    'alert': 'person_id, alert, reason, from_on, until_on',
    'link': 'person_id, other_id, state, reason',
    'category': 'person_id, custody_id, category, from_at, document, number, document_on, authority, note',
    'measure': 'person_id, custody_id, measure, authority, number, issued_on, from_at, until_at, extends, case_body, investigator, ended_at, ended_because, note',
    'hearing': 'person_id, custody_id, court, at, purpose, outcome',
    'offence': 'person_id, custody_id, act, code, article, part, points, attempt, complicity, gravity, since_on, closed_on, replaced_by, note',
    'sentence': 'person_id, custody_id, court, number, passed_on, in_force_on, years, months, days, life, begins_on, place, full_years, full_months, cumulation, traits, end_override, end_reason, parole_override, parole_reason, closed_on, closed_because, note',
    'set_off': 'person_id, sentence_id, interval_kind, first_on, last_on, ratio, reason, withdrawn_on',
    'cell': 'block, unit, number, purpose, capacity, area, closed_on, note',
    'placement': 'person_id, custody_id, cell_id, from_at, reason, warnings, override, withdrawn',
    'movement': 'person_id, custody_id, direction, movement, at, place, order_kind, order_number, order_on, authority, escort, route, reason, fitness, body_check, body_check_reason, property, files, receiver, closes, transfer_id, withdrawn',
    'journal': '"on", yesterday, came, "left", today, annotates, note',
    'release': 'person_id, custody_id, ground, at, document, number, document_on, authority, destination, certificate_number, money, receipt, note',
}

# Who is out by the last movement, and how many of the people taken in have gone: the counts of the first screen follow in the same
# transaction whatever writes the rows.
FACTS = ("sex", "citizenship", "date_of_birth")
ABSENT = """DELETE FROM absent WHERE person_id = {person};
  INSERT INTO absent (person_id, gone) SELECT person_id, closes = 'yes' FROM (
    SELECT person_id, direction, closes FROM movement WHERE person_id = {person} AND at_utc IS NOT NULL ORDER BY at_utc DESC, id DESC LIMIT 1)
  WHERE direction = 'out' AND EXISTS (SELECT 1 FROM custody WHERE person_id = {person});"""
NOW, ONCE = ABSENT.format(person="NEW.person_id"), ABSENT.format(person="OLD.person_id")
GONE_OR_AWAY = " UNION ALL ".join((
    *(f"SELECT 'gone_{fact}' AS what, {fact} AS value FROM person WHERE id = {{person}} AND {{gone}}" for fact in FACTS),
    "SELECT 'away', 'yes' FROM person WHERE id = {person} AND NOT {gone}"))
COUNT_IN = ("INSERT INTO tally (what, value, number) SELECT what, value, 1 FROM ({people}) WHERE true "
            "ON CONFLICT (what, value) DO UPDATE SET number = number + 1;")
COUNT_OUT = "UPDATE tally SET number = number - 1 WHERE (what, value) IN ({people});"
KNOWN = COUNT_IN.format(people=GONE_OR_AWAY.format(person="NEW.id", gone="(SELECT gone FROM absent WHERE person_id = NEW.id)"))
IS_ABSENT = "EXISTS (SELECT 1 FROM absent WHERE person_id = NEW.id"
FOLLOWING = {
    "movement_followed": f"AFTER INSERT ON movement BEGIN {NOW} END",
    "movement_followed_again": f"AFTER UPDATE OF person_id, direction, closes, at_utc ON movement BEGIN {ONCE} {NOW} END",
    "custody_followed": f"AFTER INSERT ON custody BEGIN {NOW} END",
    "custody_followed_again": f"AFTER UPDATE OF person_id ON custody WHEN NEW.person_id <> OLD.person_id BEGIN {ONCE} {NOW} END",
    "absent_counted": "AFTER INSERT ON absent BEGIN "
                      f"{COUNT_IN.format(people=GONE_OR_AWAY.format(person='NEW.person_id', gone='NEW.gone'))} END",
    "absent_back": "AFTER DELETE ON absent BEGIN "
                   f"{COUNT_OUT.format(people=GONE_OR_AWAY.format(person='OLD.person_id', gone='OLD.gone'))} END",
    "person_followed": f"AFTER INSERT ON person WHEN {IS_ABSENT}) BEGIN {KNOWN} END",
    "person_followed_again": f"AFTER UPDATE OF {', '.join(FACTS)} ON person WHEN {IS_ABSENT} AND gone) BEGIN UPDATE tally SET number = number - 1 "
                             f"WHERE (what, value) IN (VALUES {', '.join(f'({chr(39)}gone_{fact}{chr(39)}, OLD.{fact})' for fact in FACTS)}); {KNOWN} END",
}


def upgrade() -> None:
    op.create_table('absent',
        sa.Column('person_id', sa.Text(), nullable=False),
        sa.Column('gone', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('person_id', name=op.f('pk_absent'))
    )
    op.create_index(op.f('ix_absent_gone'), 'absent', ['gone'], unique=False)
    op.create_table('alert',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Text(), server_default='', nullable=False),
        sa.Column('alert', sa.Text(), server_default='', nullable=False),
        sa.Column('reason', sa.Text(), server_default='', nullable=False),
        sa.Column('from_on', sa.Text(), server_default='', nullable=False),
        sa.Column('until_on', sa.Text(), server_default='', nullable=False),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_alert')),
        sa.UniqueConstraint('id', name=op.f('uq_alert_id'))
    )
    op.create_index(op.f('ix_alert_person_id'), 'alert', ['person_id'], unique=False)
    op.create_table('alias',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Text(), server_default='', nullable=False),
        sa.Column('alias_kind', sa.Text(), server_default='', nullable=False),
        sa.Column('surname', sa.Text(), server_default='', nullable=False),
        sa.Column('given_name', sa.Text(), server_default='', nullable=False),
        sa.Column('patronymic', sa.Text(), server_default='', nullable=False),
        sa.Column('note', sa.Text(), server_default='', nullable=False),
        sa.Column('search', sa.Text(), nullable=True),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_alias')),
        sa.UniqueConstraint('id', name=op.f('uq_alias_id'))
    )
    op.create_index(op.f('ix_alias_person_id'), 'alias', ['person_id'], unique=False)
    op.create_table('category',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Text(), server_default='', nullable=False),
        sa.Column('custody_id', sa.Text(), server_default='', nullable=False),
        sa.Column('category', sa.Text(), server_default='', nullable=False),
        sa.Column('from_at', sa.Text(), server_default='', nullable=False),
        sa.Column('document', sa.Text(), server_default='', nullable=False),
        sa.Column('number', sa.Text(), server_default='', nullable=False),
        sa.Column('document_on', sa.Text(), server_default='', nullable=False),
        sa.Column('authority', sa.Text(), server_default='', nullable=False),
        sa.Column('note', sa.Text(), server_default='', nullable=False),
        sa.Column('from_utc', sa.Integer(), nullable=True),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_category')),
        sa.UniqueConstraint('id', name=op.f('uq_category_id'))
    )
    op.create_index(op.f('ix_category_custody_id'), 'category', ['custody_id'], unique=False)
    op.create_index(op.f('ix_category_from_utc'), 'category', ['from_utc'], unique=False)
    op.create_index(op.f('ix_category_person_id'), 'category', ['person_id'], unique=False)
    op.create_table('cell',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('block', sa.Text(), server_default='', nullable=False),
        sa.Column('unit', sa.Text(), server_default='', nullable=False),
        sa.Column('number', sa.Text(), server_default='', nullable=False),
        sa.Column('purpose', sa.Text(), server_default='', nullable=False),
        sa.Column('capacity', sa.Integer(), nullable=True),
        sa.Column('area', sa.Integer(), nullable=True),
        sa.Column('closed_on', sa.Text(), server_default='', nullable=False),
        sa.Column('note', sa.Text(), server_default='', nullable=False),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_cell')),
        sa.UniqueConstraint('id', name=op.f('uq_cell_id'))
    )
    op.create_table('document',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Text(), server_default='', nullable=False),
        sa.Column('document_kind', sa.Text(), server_default='', nullable=False),
        sa.Column('number', sa.Text(), server_default='', nullable=False),
        sa.Column('issued_by', sa.Text(), server_default='', nullable=False),
        sa.Column('issued_on', sa.Text(), server_default='', nullable=False),
        sa.Column('valid_until', sa.Text(), server_default='', nullable=False),
        sa.Column('held', sa.Text(), server_default='', nullable=False),
        sa.Column('note', sa.Text(), server_default='', nullable=False),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_document')),
        sa.UniqueConstraint('id', name=op.f('uq_document_id'))
    )
    op.create_index(op.f('ix_document_person_id'), 'document', ['person_id'], unique=False)
    op.create_table('hearing',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Text(), server_default='', nullable=False),
        sa.Column('custody_id', sa.Text(), server_default='', nullable=False),
        sa.Column('court', sa.Text(), server_default='', nullable=False),
        sa.Column('at', sa.Text(), server_default='', nullable=False),
        sa.Column('purpose', sa.Text(), server_default='', nullable=False),
        sa.Column('outcome', sa.Text(), server_default='', nullable=False),
        sa.Column('at_utc', sa.Integer(), nullable=True),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_hearing')),
        sa.UniqueConstraint('id', name=op.f('uq_hearing_id'))
    )
    op.create_index(op.f('ix_hearing_at_utc'), 'hearing', ['at_utc'], unique=False)
    op.create_index(op.f('ix_hearing_custody_id'), 'hearing', ['custody_id'], unique=False)
    op.create_index(op.f('ix_hearing_person_id'), 'hearing', ['person_id'], unique=False)
    op.create_table('journal',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('on', sa.Text(), server_default='', nullable=False),
        sa.Column('yesterday', sa.Integer(), nullable=True),
        sa.Column('came', sa.Integer(), nullable=True),
        sa.Column('left', sa.Integer(), nullable=True),
        sa.Column('today', sa.Integer(), nullable=True),
        sa.Column('annotates', sa.Text(), server_default='', nullable=False),
        sa.Column('note', sa.Text(), server_default='', nullable=False),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_journal')),
        sa.UniqueConstraint('id', name=op.f('uq_journal_id'))
    )
    op.create_table('likeness',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('one', sa.Text(), nullable=False),
        sa.Column('other', sa.Text(), nullable=False),
        sa.Column('why', sa.Text(), nullable=False),
        sa.Column('strength', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_likeness')),
        sa.UniqueConstraint('one', 'other', name=op.f('uq_likeness_one_other'))
    )
    op.create_index(op.f('ix_likeness_other'), 'likeness', ['other'], unique=False)
    op.create_index(op.f('ix_likeness_strength'), 'likeness', ['strength'], unique=False)
    op.create_table('link',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Text(), server_default='', nullable=False),
        sa.Column('other_id', sa.Text(), server_default='', nullable=False),
        sa.Column('state', sa.Text(), server_default='', nullable=False),
        sa.Column('reason', sa.Text(), server_default='', nullable=False),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_link')),
        sa.UniqueConstraint('id', name=op.f('uq_link_id'))
    )
    op.create_index(op.f('ix_link_other_id'), 'link', ['other_id'], unique=False)
    op.create_index(op.f('ix_link_person_id'), 'link', ['person_id'], unique=False)
    op.create_table('mark',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Text(), server_default='', nullable=False),
        sa.Column('place', sa.Text(), server_default='', nullable=False),
        sa.Column('text', sa.Text(), server_default='', nullable=False),
        sa.Column('seen_on', sa.Text(), server_default='', nullable=False),
        sa.Column('photo', sa.Text(), server_default='', nullable=False),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_mark')),
        sa.UniqueConstraint('id', name=op.f('uq_mark_id'))
    )
    op.create_index(op.f('ix_mark_person_id'), 'mark', ['person_id'], unique=False)
    op.create_table('measure',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Text(), server_default='', nullable=False),
        sa.Column('custody_id', sa.Text(), server_default='', nullable=False),
        sa.Column('measure', sa.Text(), server_default='', nullable=False),
        sa.Column('authority', sa.Text(), server_default='', nullable=False),
        sa.Column('number', sa.Text(), server_default='', nullable=False),
        sa.Column('issued_on', sa.Text(), server_default='', nullable=False),
        sa.Column('from_at', sa.Text(), server_default='', nullable=False),
        sa.Column('until_at', sa.Text(), server_default='', nullable=False),
        sa.Column('extends', sa.Text(), server_default='', nullable=False),
        sa.Column('case_body', sa.Text(), server_default='', nullable=False),
        sa.Column('investigator', sa.Text(), server_default='', nullable=False),
        sa.Column('ended_at', sa.Text(), server_default='', nullable=False),
        sa.Column('ended_because', sa.Text(), server_default='', nullable=False),
        sa.Column('note', sa.Text(), server_default='', nullable=False),
        sa.Column('until_utc', sa.Integer(), nullable=True),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_measure')),
        sa.UniqueConstraint('id', name=op.f('uq_measure_id'))
    )
    op.create_index(op.f('ix_measure_custody_id'), 'measure', ['custody_id'], unique=False)
    op.create_index(op.f('ix_measure_person_id'), 'measure', ['person_id'], unique=False)
    op.create_index(op.f('ix_measure_until_utc'), 'measure', ['until_utc'], unique=False)
    op.create_table('movement',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Text(), server_default='', nullable=False),
        sa.Column('custody_id', sa.Text(), server_default='', nullable=False),
        sa.Column('direction', sa.Text(), server_default='', nullable=False),
        sa.Column('movement', sa.Text(), server_default='', nullable=False),
        sa.Column('at', sa.Text(), server_default='', nullable=False),
        sa.Column('place', sa.Text(), server_default='', nullable=False),
        sa.Column('order_kind', sa.Text(), server_default='', nullable=False),
        sa.Column('order_number', sa.Text(), server_default='', nullable=False),
        sa.Column('order_on', sa.Text(), server_default='', nullable=False),
        sa.Column('authority', sa.Text(), server_default='', nullable=False),
        sa.Column('escort', sa.Text(), server_default='', nullable=False),
        sa.Column('route', sa.Text(), server_default='', nullable=False),
        sa.Column('reason', sa.Text(), server_default='', nullable=False),
        sa.Column('fitness', sa.Text(), server_default='', nullable=False),
        sa.Column('body_check', sa.Text(), server_default='', nullable=False),
        sa.Column('body_check_reason', sa.Text(), server_default='', nullable=False),
        sa.Column('property', sa.Text(), server_default='', nullable=False),
        sa.Column('files', sa.Text(), server_default='', nullable=False),
        sa.Column('receiver', sa.Text(), server_default='', nullable=False),
        sa.Column('closes', sa.Text(), server_default='', nullable=False),
        sa.Column('transfer_id', sa.Text(), server_default='', nullable=False),
        sa.Column('withdrawn', sa.Text(), server_default='', nullable=False),
        sa.Column('at_utc', sa.Integer(), nullable=True),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_movement')),
        sa.UniqueConstraint('id', name=op.f('uq_movement_id'))
    )
    op.create_index(op.f('ix_movement_at_utc'), 'movement', ['at_utc'], unique=False)
    op.create_index(op.f('ix_movement_custody_id'), 'movement', ['custody_id'], unique=False)
    op.create_index('ix_movement_person', 'movement', ['person_id', 'at_utc', 'id', 'direction', 'closes'], unique=False)
    op.create_table('offence',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Text(), server_default='', nullable=False),
        sa.Column('custody_id', sa.Text(), server_default='', nullable=False),
        sa.Column('act', sa.Text(), server_default='', nullable=False),
        sa.Column('code', sa.Text(), server_default='', nullable=False),
        sa.Column('article', sa.Text(), server_default='', nullable=False),
        sa.Column('part', sa.Text(), server_default='', nullable=False),
        sa.Column('points', sa.Text(), server_default='', nullable=False),
        sa.Column('attempt', sa.Text(), server_default='', nullable=False),
        sa.Column('complicity', sa.Text(), server_default='', nullable=False),
        sa.Column('gravity', sa.Text(), server_default='', nullable=False),
        sa.Column('since_on', sa.Text(), server_default='', nullable=False),
        sa.Column('closed_on', sa.Text(), server_default='', nullable=False),
        sa.Column('replaced_by', sa.Text(), server_default='', nullable=False),
        sa.Column('note', sa.Text(), server_default='', nullable=False),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_offence')),
        sa.UniqueConstraint('id', name=op.f('uq_offence_id'))
    )
    op.create_index(op.f('ix_offence_custody_id'), 'offence', ['custody_id'], unique=False)
    op.create_index(op.f('ix_offence_person_id'), 'offence', ['person_id'], unique=False)
    op.create_table('particular',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Text(), server_default='', nullable=False),
        sa.Column('fact', sa.Text(), server_default='', nullable=False),
        sa.Column('value', sa.Text(), server_default='', nullable=False),
        sa.Column('from_on', sa.Text(), server_default='', nullable=False),
        sa.Column('until_on', sa.Text(), server_default='', nullable=False),
        sa.Column('source', sa.Text(), server_default='', nullable=False),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_particular')),
        sa.UniqueConstraint('id', name=op.f('uq_particular_id'))
    )
    op.create_index(op.f('ix_particular_person_id'), 'particular', ['person_id'], unique=False)
    op.create_table('placement',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Text(), server_default='', nullable=False),
        sa.Column('custody_id', sa.Text(), server_default='', nullable=False),
        sa.Column('cell_id', sa.Text(), server_default='', nullable=False),
        sa.Column('from_at', sa.Text(), server_default='', nullable=False),
        sa.Column('reason', sa.Text(), server_default='', nullable=False),
        sa.Column('warnings', sa.Text(), server_default='', nullable=False),
        sa.Column('override', sa.Text(), server_default='', nullable=False),
        sa.Column('withdrawn', sa.Text(), server_default='', nullable=False),
        sa.Column('from_utc', sa.Integer(), nullable=True),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_placement')),
        sa.UniqueConstraint('id', name=op.f('uq_placement_id'))
    )
    op.create_index(op.f('ix_placement_cell_id'), 'placement', ['cell_id'], unique=False)
    op.create_index(op.f('ix_placement_custody_id'), 'placement', ['custody_id'], unique=False)
    op.create_index(op.f('ix_placement_from_utc'), 'placement', ['from_utc'], unique=False)
    op.create_index('ix_placement_person', 'placement', ['person_id', 'from_utc', 'id', 'cell_id', 'custody_id'], unique=False)
    op.create_table('relation',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Text(), server_default='', nullable=False),
        sa.Column('relation', sa.Text(), server_default='', nullable=False),
        sa.Column('name', sa.Text(), server_default='', nullable=False),
        sa.Column('date_of_birth', sa.Text(), server_default='', nullable=False),
        sa.Column('phone', sa.Text(), server_default='', nullable=False),
        sa.Column('address', sa.Text(), server_default='', nullable=False),
        sa.Column('carer', sa.Text(), server_default='', nullable=False),
        sa.Column('note', sa.Text(), server_default='', nullable=False),
        sa.Column('ended_on', sa.Text(), server_default='', nullable=False),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_relation')),
        sa.UniqueConstraint('id', name=op.f('uq_relation_id'))
    )
    op.create_index(op.f('ix_relation_person_id'), 'relation', ['person_id'], unique=False)
    op.create_table('release',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Text(), server_default='', nullable=False),
        sa.Column('custody_id', sa.Text(), server_default='', nullable=False),
        sa.Column('ground', sa.Text(), server_default='', nullable=False),
        sa.Column('at', sa.Text(), server_default='', nullable=False),
        sa.Column('document', sa.Text(), server_default='', nullable=False),
        sa.Column('number', sa.Text(), server_default='', nullable=False),
        sa.Column('document_on', sa.Text(), server_default='', nullable=False),
        sa.Column('authority', sa.Text(), server_default='', nullable=False),
        sa.Column('destination', sa.Text(), server_default='', nullable=False),
        sa.Column('certificate_number', sa.Text(), server_default='', nullable=False),
        sa.Column('money', sa.Text(), server_default='', nullable=False),
        sa.Column('receipt', sa.Text(), server_default='', nullable=False),
        sa.Column('note', sa.Text(), server_default='', nullable=False),
        sa.Column('at_utc', sa.Integer(), nullable=True),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_release')),
        sa.UniqueConstraint('id', name=op.f('uq_release_id'))
    )
    op.create_index(op.f('ix_release_at_utc'), 'release', ['at_utc'], unique=False)
    op.create_index(op.f('ix_release_custody_id'), 'release', ['custody_id'], unique=False)
    op.create_index(op.f('ix_release_person_id'), 'release', ['person_id'], unique=False)
    op.create_table('sentence',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Text(), server_default='', nullable=False),
        sa.Column('custody_id', sa.Text(), server_default='', nullable=False),
        sa.Column('court', sa.Text(), server_default='', nullable=False),
        sa.Column('number', sa.Text(), server_default='', nullable=False),
        sa.Column('passed_on', sa.Text(), server_default='', nullable=False),
        sa.Column('in_force_on', sa.Text(), server_default='', nullable=False),
        sa.Column('years', sa.Integer(), nullable=True),
        sa.Column('months', sa.Integer(), nullable=True),
        sa.Column('days', sa.Integer(), nullable=True),
        sa.Column('life', sa.Text(), server_default='', nullable=False),
        sa.Column('begins_on', sa.Text(), server_default='', nullable=False),
        sa.Column('place', sa.Text(), server_default='', nullable=False),
        sa.Column('full_years', sa.Integer(), nullable=True),
        sa.Column('full_months', sa.Integer(), nullable=True),
        sa.Column('cumulation', sa.Text(), server_default='', nullable=False),
        sa.Column('traits', sa.Text(), server_default='', nullable=False),
        sa.Column('end_override', sa.Text(), server_default='', nullable=False),
        sa.Column('end_reason', sa.Text(), server_default='', nullable=False),
        sa.Column('parole_override', sa.Text(), server_default='', nullable=False),
        sa.Column('parole_reason', sa.Text(), server_default='', nullable=False),
        sa.Column('closed_on', sa.Text(), server_default='', nullable=False),
        sa.Column('closed_because', sa.Text(), server_default='', nullable=False),
        sa.Column('note', sa.Text(), server_default='', nullable=False),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_sentence')),
        sa.UniqueConstraint('id', name=op.f('uq_sentence_id'))
    )
    op.create_index(op.f('ix_sentence_custody_id'), 'sentence', ['custody_id'], unique=False)
    op.create_index(op.f('ix_sentence_person_id'), 'sentence', ['person_id'], unique=False)
    op.create_table('set_off',
        sa.Column('row', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('id', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Text(), server_default='', nullable=False),
        sa.Column('sentence_id', sa.Text(), server_default='', nullable=False),
        sa.Column('interval_kind', sa.Text(), server_default='', nullable=False),
        sa.Column('first_on', sa.Text(), server_default='', nullable=False),
        sa.Column('last_on', sa.Text(), server_default='', nullable=False),
        sa.Column('ratio', sa.Text(), server_default='', nullable=False),
        sa.Column('reason', sa.Text(), server_default='', nullable=False),
        sa.Column('withdrawn_on', sa.Text(), server_default='', nullable=False),
        sa.Column('head', sa.Text(), nullable=False),
        sa.Column('recorded_at', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('row', name=op.f('pk_set_off')),
        sa.UniqueConstraint('id', name=op.f('uq_set_off_id'))
    )
    op.create_index(op.f('ix_set_off_person_id'), 'set_off', ['person_id'], unique=False)
    op.create_index(op.f('ix_set_off_sentence_id'), 'set_off', ['sentence_id'], unique=False)
    for table, columns in WITH_ENTRY.items():
        op.execute(f"CREATE TRIGGER {table}_kept BEFORE UPDATE OF id, {columns} ON {table} WHEN NEW.head = OLD.head OR NEW.id <> OLD.id "
                   "BEGIN SELECT RAISE(ABORT, 'changed only with an entry'); END")
        op.execute(f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'never deleted'); END")
    for trigger, follows in FOLLOWING.items():
        op.execute(f"CREATE TRIGGER {trigger} {follows}")


def downgrade() -> None:
    for trigger in FOLLOWING:
        op.execute(f"DROP TRIGGER {trigger}")
    for table in WITH_ENTRY:
        op.execute(f"DROP TRIGGER {table}_stays")
        op.execute(f"DROP TRIGGER {table}_kept")
    op.drop_index(op.f('ix_set_off_sentence_id'), table_name='set_off')
    op.drop_index(op.f('ix_set_off_person_id'), table_name='set_off')
    op.drop_table('set_off')
    op.drop_index(op.f('ix_sentence_person_id'), table_name='sentence')
    op.drop_index(op.f('ix_sentence_custody_id'), table_name='sentence')
    op.drop_table('sentence')
    op.drop_index(op.f('ix_release_person_id'), table_name='release')
    op.drop_index(op.f('ix_release_custody_id'), table_name='release')
    op.drop_index(op.f('ix_release_at_utc'), table_name='release')
    op.drop_table('release')
    op.drop_index(op.f('ix_relation_person_id'), table_name='relation')
    op.drop_table('relation')
    op.drop_index('ix_placement_person', table_name='placement')
    op.drop_index(op.f('ix_placement_from_utc'), table_name='placement')
    op.drop_index(op.f('ix_placement_custody_id'), table_name='placement')
    op.drop_index(op.f('ix_placement_cell_id'), table_name='placement')
    op.drop_table('placement')
    op.drop_index(op.f('ix_particular_person_id'), table_name='particular')
    op.drop_table('particular')
    op.drop_index(op.f('ix_offence_person_id'), table_name='offence')
    op.drop_index(op.f('ix_offence_custody_id'), table_name='offence')
    op.drop_table('offence')
    op.drop_index('ix_movement_person', table_name='movement')
    op.drop_index(op.f('ix_movement_custody_id'), table_name='movement')
    op.drop_index(op.f('ix_movement_at_utc'), table_name='movement')
    op.drop_table('movement')
    op.drop_index(op.f('ix_measure_until_utc'), table_name='measure')
    op.drop_index(op.f('ix_measure_person_id'), table_name='measure')
    op.drop_index(op.f('ix_measure_custody_id'), table_name='measure')
    op.drop_table('measure')
    op.drop_index(op.f('ix_mark_person_id'), table_name='mark')
    op.drop_table('mark')
    op.drop_index(op.f('ix_link_person_id'), table_name='link')
    op.drop_index(op.f('ix_link_other_id'), table_name='link')
    op.drop_table('link')
    op.drop_index(op.f('ix_likeness_strength'), table_name='likeness')
    op.drop_index(op.f('ix_likeness_other'), table_name='likeness')
    op.drop_table('likeness')
    op.drop_table('journal')
    op.drop_index(op.f('ix_hearing_person_id'), table_name='hearing')
    op.drop_index(op.f('ix_hearing_custody_id'), table_name='hearing')
    op.drop_index(op.f('ix_hearing_at_utc'), table_name='hearing')
    op.drop_table('hearing')
    op.drop_index(op.f('ix_document_person_id'), table_name='document')
    op.drop_table('document')
    op.drop_table('cell')
    op.drop_index(op.f('ix_category_person_id'), table_name='category')
    op.drop_index(op.f('ix_category_from_utc'), table_name='category')
    op.drop_index(op.f('ix_category_custody_id'), table_name='category')
    op.drop_table('category')
    op.drop_index(op.f('ix_alias_person_id'), table_name='alias')
    op.drop_table('alias')
    op.drop_index(op.f('ix_alert_person_id'), table_name='alert')
    op.drop_table('alert')
    op.drop_index(op.f('ix_absent_gone'), table_name='absent')
    op.drop_table('absent')
