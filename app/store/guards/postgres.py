"""The guards as PostgreSQL's functions and triggers; none needs an extension."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import MetaData, Table

from app.store.draw import drawn
from app.store.faults import refusal
from app.store.guards.audited import WITHHELD, audited, is_secret, recorded
from app.store.guards.circles import Following, by_child, circle_of_parents, followings
from app.store.guards.grants import grants
from app.store.guards.groups import GROUPS, POST_ROOM, STAFF
from app.store.guards.model import PREFIX, Event, Guard, Refusal, Shown, literal
from app.store.guards.policies import policies
from app.store.guards.post_room import LEADS
from app.store.guards.refusals import has_role, is_kept, refusals

_BEFORE: tuple[Event, ...] = ("insert", "update", "delete")


def generate_postgres(metadata: MetaData) -> list[Guard]:
    """Functions first, then the triggers that call them, policies, grants."""
    functions: list[Guard] = list(_who(metadata))
    triggers: list[Guard] = []
    for function, trigger in [*_before(metadata), *_push(metadata)]:
        functions.append(function)
        triggers.append(trigger)
    functions += [_function("fairhand_audit", "trigger", _AUDIT), _function("fairhand_keep_all", "trigger", _KEEP_ALL)]
    triggers.extend(_audit_trigger(table) for table in audited(metadata))
    for table in sorted(metadata.tables.values(), key=lambda table: table.name):
        if is_kept(table):
            name = f"{PREFIX}{table.name}_truncate"
            triggers.append(_trigger(name, table.name, "BEFORE TRUNCATE", "fairhand_keep_all()", each="STATEMENT"))
    return [*functions, *triggers, *policies(metadata), *grants(metadata)]


def _function(name: str, returns: str, body: str, language: str = "plpgsql", callers: Sequence[str] = ()) -> Guard:
    """As its owner, so that no policy hides from a guard what it must look at; called by nobody but who is named.

    A trigger needs nobody's right to its function, but making one does: on a table of one's own it would write
    with the owner's rights.
    """
    volatility = "VOLATILE" if returns == "trigger" else "STABLE"
    sql = (
        f"CREATE FUNCTION {name}() RETURNS {returns} LANGUAGE {language} {volatility} SECURITY DEFINER\n"
        f"SET search_path = public, pg_temp AS $fairhand${body}$fairhand$;\n"
        f"REVOKE ALL ON FUNCTION {name}() FROM PUBLIC"
    )
    if callers:
        sql += f";\nGRANT EXECUTE ON FUNCTION {name}() TO {', '.join(callers)}"
    shape = f"{returns} {language} {volatility} SECURITY DEFINER search_path=public, pg_temp"
    shown = f"{shape} called by {', '.join(sorted(callers))}\n{body}"
    return Guard(Shown("function", name, "", shown), sql)


def _trigger(name: str, table: str, when: str, call: str, *, each: str = "ROW") -> Guard:
    """Spelled as pg_get_triggerdef spells it, so that the catalogue can be compared with it."""
    sql = f"CREATE TRIGGER {name} {when} ON public.{table} FOR EACH {each} EXECUTE FUNCTION {call}"
    return Guard(Shown("trigger", name, table, sql), sql)


# ---- who acts ------------------------------------------------------------------------------------------------

_ACTOR = """
  SELECT id FROM staff WHERE login = session_user::text AND (ended_on IS NULL OR ended_on > current_date)
"""
_CIRCLES = """
  SELECT coalesce(array_agg(circle_id), '{}') FROM circle_member WHERE staff_id = fairhand_actor()
"""
_INSTALLING = """
  SELECT current_setting('fairhand.installing', true) = 'on' AND pg_has_role(session_user, relowner, 'USAGE')
  FROM pg_class WHERE oid = 'office_info'::regclass
"""
# Of others, to who may read them: whoever lets a letter go never learns whether it is drawn, and so cannot try again.
_TO_READ = """
  SELECT coalesce(array_agg(f.id), '{{}}') FROM letter_release f, office_info o
  WHERE {drawn} AND f.released_by_id <> fairhand_actor()
  AND (f.circle_id IS NULL OR f.circle_id = ANY (fairhand_circles()))
  AND NOT EXISTS (SELECT 1 FROM letter_read_afterwards a WHERE a.release_id = f.id) AND {reads}
"""


def _who(metadata: MetaData) -> Iterator[Guard]:
    yield _function("fairhand_actor", "bigint", _ACTOR, "sql", GROUPS)
    yield _function("fairhand_circles", "bigint[]", _CIRCLES, "sql", GROUPS)
    yield _function("fairhand_installing", "boolean", _INSTALLING, "sql", GROUPS)
    if "complaint" in metadata.tables:
        readers = metadata.tables["letter_read_afterwards"].info["written_by"]
        drawn_by_hash = drawn("f.letter_id", "o.draw_salt", "f.sample_percent")
        to_read = _TO_READ.format(drawn=drawn_by_hash, reads=has_role(readers))
        yield _function("fairhand_to_read", "bigint[]", to_read, "sql", (STAFF,))
        yield _function("fairhand_leads", "bigint[]", LEADS, "sql", (POST_ROOM,))


_STRANGE = literal(refusal("strange_table", "office", "The guards of an office stand on its own tables alone."))
_OURS_ALONE = f"""\
  IF tg_table_schema <> 'public' THEN
    RAISE EXCEPTION USING MESSAGE = {_STRANGE};
  END IF;
"""


# ---- before: circles and refusals ----------------------------------------------------------------------------


def _before(metadata: MetaData) -> Iterator[tuple[Guard, Guard]]:
    bodies: dict[tuple[str, Event], list[str]] = defaultdict(list)
    for child, parents in by_child(metadata).items():
        for event in ("insert", "update"):
            bodies[child, event].append(_follow(parents, event))
    for rule in refusals(metadata):
        bodies[rule.table, rule.event].append(_refuse(rule))
    for (table, event), statements in sorted(bodies.items()):
        name = f"{PREFIX}{table}_before_{event}"
        row = "old" if event == "delete" else "new"
        body = f"\nBEGIN\n{_OURS_ALONE}{''.join(statements)}  RETURN {row};\nEND\n"
        yield (
            _function(name, "trigger", body),
            _trigger(name, table, f"BEFORE {event.upper()}", f"{name}()"),
        )


def _refuse(rule: Refusal) -> str:
    message = literal(refusal(rule.code, rule.table, rule.sentence))
    return f"  IF {rule.when} THEN\n    RAISE EXCEPTION USING MESSAGE = {message};\n  END IF;\n"


def _follow(parents: Sequence[Following], event: Event) -> str:
    assign = f"new.circle_id := coalesce({circle_of_parents(parents, 'postgresql')}, new.circle_id);\n"
    if event == "insert":
        return f"  {assign}"
    columns = [*dict.fromkeys(parent.column for parent in parents), "circle_id"]
    moved = " OR ".join(f"old.{column} IS DISTINCT FROM new.{column}" for column in columns)
    return f"  IF {moved} THEN\n    {assign}  END IF;\n"


# ---- after: audit, and circles handed on ---------------------------------------------------------------------

_AUDIT = f"""
DECLARE
  withheld text[] := tg_argv[0]::text[];
  bytes text[] := tg_argv[1]::text[];
  was jsonb := CASE WHEN tg_op = 'UPDATE' THEN to_jsonb(old) - bytes ELSE '{{}}' END;
  now_ jsonb := to_jsonb(new) - bytes;
  changed jsonb;
  fresh_salt text;
BEGIN
{_OURS_ALONE}  SELECT jsonb_object_agg(k, CASE WHEN k = ANY (withheld) THEN '["{WITHHELD}", "{WITHHELD}"]'
      ELSE jsonb_build_array(was -> k, now_ -> k) END)
    INTO changed FROM jsonb_object_keys(now_) k
    WHERE coalesce(was -> k, 'null') IS DISTINCT FROM coalesce(now_ -> k, 'null');
  IF changed IS NULL THEN
    RETURN NULL;
  END IF;
  fresh_salt := replace(gen_random_uuid()::text, '-', '');
  INSERT INTO change (action_id, table_name, row_id, kind, at, payload, salt, digest)
    SELECT a.id, tg_table_name, new.id, lower(tg_op),
      CASE WHEN o.test_mode AND a.id IS NOT NULL THEN a.at ELSE clock_timestamp() END, changed, fresh_salt,
      encode(sha256(convert_to(fresh_salt || changed::text, 'UTF8')), 'hex')
    FROM (VALUES (nullif(current_setting('fairhand.action_id', true), '')::bigint)) bound (id)
    LEFT JOIN office_info o ON true
    LEFT JOIN action a ON a.id = bound.id
      AND (a.staff_id IS NOT DISTINCT FROM fairhand_actor() OR fairhand_installing());
  RETURN NULL;
END
"""

_KEEP_ALL = f"""
BEGIN
  RAISE EXCEPTION USING MESSAGE = {literal(refusal("kept", "office", "Tables of the office are never emptied."))};
END
"""


def _audit_trigger(table: Table) -> Guard:
    kept = recorded(table)
    withheld = ",".join(column.name for column in kept if is_secret(column))
    bytes_ = ",".join(column.name for column in table.columns if column not in kept)
    call = f"fairhand_audit('{{{withheld}}}', '{{{bytes_}}}')"
    return _trigger(f"{PREFIX}{table.name}_audit", table.name, "AFTER INSERT OR UPDATE", call)


def _push(metadata: MetaData) -> Iterator[tuple[Guard, Guard]]:
    children: dict[str, list[Following]] = defaultdict(list)
    for following in followings(metadata):
        children[following.parent].append(following)
    for parent, followers in sorted(children.items()):
        name = f"{PREFIX}{parent}_push_circle"
        updates = "".join(
            f"    UPDATE {follower.child} SET circle_id = new.circle_id WHERE {follower.of_this_parent}\n"
            "      AND circle_id IS DISTINCT FROM new.circle_id\n"
            "      AND (new.circle_id IS NOT NULL OR circle_id IS NOT DISTINCT FROM old.circle_id);\n"
            for follower in followers
        )
        condition = "old.circle_id IS DISTINCT FROM new.circle_id"
        body = f"\nBEGIN\n{_OURS_ALONE}  IF {condition} THEN\n{updates}  END IF;\n  RETURN NULL;\nEND\n"
        yield _function(name, "trigger", body), _trigger(name, parent, "AFTER UPDATE", f"{name}()")
