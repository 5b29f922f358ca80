package io.countersign.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * SQL that keeps the record from being changed (S-104): rights of the application's role, which can only add to it, and where
 * the database has triggers in SQL, triggers that hold the tables' owner to the same.
 */
final class Prevention {
    /** What the record and all that it pins are kept in. */
    private static final List<String> RECORD =
            List.of("entry", "version", "round", "policy_version", "log", "log_node", "checkpoint", "anchored");

    /** What the statements of the store need; texts are deleted when a person's are erased. */
    private static final Map<String, List<String>> RIGHTS = new TreeMap<>(Map.of(
            "SELECT",
            List.of("schema_version"),
            "SELECT, INSERT",
            RECORD,
            "SELECT, INSERT, DELETE",
            List.of("text", "answer", "post_tag", "member", "deputy", "notice"),
            "SELECT, INSERT, UPDATE",
            List.of("post", "assignment", "approver", "link", "policy", "delegation", "notice_lease"),
            "SELECT, INSERT, UPDATE, DELETE",
            List.of("session", "device")));

    private final Dialect dialect;
    private final Tables tables;
    private final String role;

    Prevention(Dialect dialect, Tables tables, String role) {
        this.dialect = dialect;
        this.tables = tables;
        this.role = Tables.role(role);
    }

    String sql() {
        return switch (dialect) {
            case H2 -> """
                    -- What the role %1$s may do; grant it to the user that the application logs in as, which must not be an admin.
                    -- The tables' owner can still change the record: triggers of H2 are Java classes, and none is shipped.
                    CREATE ROLE IF NOT EXISTS %1$s;

                    """.formatted(role) + rights();
            case POSTGRESQL -> """
                    -- What the role %1$s may do: the application logs in as it, or as a member, and owns none of the tables.
                    -- To be run by their owner, with the search path of the application.
                    DO $$ BEGIN
                        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN CREATE ROLE %1$s NOLOGIN; END IF;
                        EXECUTE format('GRANT USAGE ON SCHEMA %%I TO %1$s', current_schema());
                    END $$;

                    """.formatted(role) + rights() + triggers();
        };
    }

    private String rights() {
        List<String> all =
                RIGHTS.values().stream().flatMap(List::stream).sorted().toList();
        StringBuilder sql = new StringBuilder("REVOKE ALL ON %s FROM %s;\n".formatted(named(all), role));
        RIGHTS.forEach((rights, on) -> sql.append("\nGRANT %s ON %s TO %s;\n".formatted(rights, named(on), role)));
        return sql.toString();
    }

    private String named(List<String> names) {
        return String.join(", ", names.stream().map(tables::table).toList());
    }

    /** Of statements, so that one that would find no row is refused as well; also where a session plays a replica. */
    private String triggers() {
        String refuse = tables.index("refuse");
        List<String> sql = new ArrayList<>(List.of("""

                -- For whoever may do more than that role.
                CREATE OR REPLACE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'The record is only ever added to: %% of %% is refused', TG_OP, TG_TABLE_NAME
                        USING ERRCODE = 'insufficient_privilege',
                              HINT = 'It is what auditors are shown, chained by hashes, so that any change of it would be found.';
                END $$;
                """.formatted(tables.table("refuse"))));
        for (String name : RECORD) sql.add("""

                CREATE OR REPLACE TRIGGER %1$s BEFORE UPDATE OR DELETE OR TRUNCATE ON %2$s
                    FOR EACH STATEMENT EXECUTE FUNCTION %3$s();
                ALTER TABLE %2$s ENABLE ALWAYS TRIGGER %1$s;
                """.formatted(refuse, tables.table(name), tables.table("refuse")));
        return String.join("", sql);
    }
}
