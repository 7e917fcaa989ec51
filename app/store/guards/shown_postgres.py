"""What PostgreSQL's catalogue shows of guards, in the words in which they are generated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection, text

from app.store.guards.groups import GROUPS
from app.store.guards.model import DATABASE, PREFIX, Shown
from app.store.guards.policies import bare

_FUNCTIONS = """
SELECT p.proname, format_type(p.prorettype, NULL), l.lanname,
  CASE p.provolatile WHEN 's' THEN 'STABLE' WHEN 'v' THEN 'VOLATILE' ELSE 'IMMUTABLE' END,
  CASE WHEN p.prosecdef THEN 'SECURITY DEFINER' ELSE 'SECURITY INVOKER' END,
  array_to_string(p.proconfig, ';'), p.prosrc,
  (SELECT coalesce(string_agg(coalesce(g.rolname, 'PUBLIC'), ', ' ORDER BY g.rolname COLLATE "C"), '')
    FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x LEFT JOIN pg_roles g ON g.oid = x.grantee
    WHERE x.grantee <> p.proowner),
  p.oid::regprocedure::text
FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
WHERE p.pronamespace = 'public'::regnamespace
"""
_TRIGGERS = """
SELECT t.tgname, c.relname, pg_get_triggerdef(t.oid), t.tgenabled
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace
"""
_SECURED = """
SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace
"""
_POLICIES = """
SELECT policyname, tablename, cmd, array_to_string(roles, ', '), qual, with_check, permissive
FROM pg_policies WHERE schemaname = 'public'
"""
_DATABASE_GRANTS = """
SELECT coalesce(g.rolname, 'PUBLIC'), x.privilege_type
FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) x
LEFT JOIN pg_roles g ON g.oid = x.grantee
WHERE d.datname = current_database() AND x.grantee <> d.datdba
"""
_TABLE_GRANTS = """
SELECT g.rolname, x.privilege_type, c.relname, NULL FROM pg_class c, aclexplode(c.relacl) x
JOIN pg_roles g ON g.oid = x.grantee
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND x.grantee <> c.relowner
UNION ALL
SELECT 'PUBLIC', x.privilege_type, c.relname, NULL FROM pg_class c, aclexplode(c.relacl) x
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND x.grantee = 0
UNION ALL
SELECT g.rolname, x.privilege_type, c.relname, a.attname
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid, aclexplode(a.attacl) x
JOIN pg_roles g ON g.oid = x.grantee
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
"""


def shown(connection: Connection) -> set[Shown]:
    """Every function, trigger, policy and grant in the office's schema, ours or not."""
    return {
        *_functions(connection),
        *_triggers(connection),
        *_row_security(connection),
        *_policies(connection),
        *_grants(connection),
        *_database_grants(connection),
    }


def removals(connection: Connection) -> Iterator[str]:
    """Statements that take away all that is Fairhand's, in an order that dependencies allow."""
    for name, table, *_ in connection.execute(text(_POLICIES)).all():
        if name.startswith(PREFIX):
            yield f"DROP POLICY {name} ON {table}"
    for (table,) in connection.execute(text(_SECURED)).all():
        yield f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"
    for name, table, *_ in connection.execute(text(_TRIGGERS)).all():
        if name.startswith(PREFIX):
            yield f"DROP TRIGGER {name} ON {table}"
    signatures = [(row[0], row[-1]) for row in connection.execute(text(_FUNCTIONS)).all()]
    for name, signature in sorted(signatures):
        if name.startswith(PREFIX):
            yield f"DROP FUNCTION {signature}"
    for group in connection.execute(text("SELECT rolname FROM pg_roles")).scalars().all():
        if group in GROUPS:
            yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {group}"


def _functions(connection: Connection) -> Iterator[Shown]:
    for row in connection.execute(text(_FUNCTIONS)):
        name, returns, language, volatility, security, settings, body, callers, _ = row
        shape = f"{returns} {language} {volatility} {security} {settings} called by {callers}"
        yield Shown("function", name, "", f"{shape}\n{body}")


def _triggers(connection: Connection) -> Iterator[Shown]:
    for name, table, definition, enabled in connection.execute(text(_TRIGGERS)):
        suffix = "" if enabled == "O" else " (switched off)"
        yield Shown("trigger", name, table, definition + suffix)


def _row_security(connection: Connection) -> Iterator[Shown]:
    for (table,) in connection.execute(text(_SECURED)):
        yield Shown("row security", PREFIX + table, table, "on")


def _policies(connection: Connection) -> Iterator[Shown]:
    for name, table, command, roles, test, check, permissive in connection.execute(text(_POLICIES)):
        groups = ", ".join(sorted(roles.split(", ")))
        extra = f" check {bare(check)}" if check else ""
        kind = "" if permissive == "PERMISSIVE" else " restrictive"
        yield Shown("policy", name, table, f"{command} {groups} {bare(test or '')}{extra}{kind}")


def _grants(connection: Connection) -> Iterator[Shown]:
    columns: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for group, privilege, table, column in connection.execute(text(_TABLE_GRANTS)):
        columns[group, privilege, table].update([column] if column else [])
    for (group, privilege, table), listed in columns.items():
        shown_as = f"{privilege} {','.join(sorted(listed))}".strip()
        yield Shown("grant", f"{group} {privilege.lower()}", table, shown_as)


def _database_grants(connection: Connection) -> Iterator[Shown]:
    for group, privilege in connection.execute(text(_DATABASE_GRANTS)):
        yield Shown("grant", f"{group} {privilege.lower()}", DATABASE, privilege)
