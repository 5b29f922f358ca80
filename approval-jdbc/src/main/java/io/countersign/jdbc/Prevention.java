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
            List.of("entry", "version", "round", "policy_version", "log", "log_node", "checkpoint", "anchored", "stub");

    /** What goes with a post that is purged, and the number of the entry whose stub shows that it was. */
    private static final Map<String, String> PURGED = new TreeMap<>(Map.of(
            "entry", "s.stream = OLD.stream AND s.seq = OLD.seq AND s.hash = OLD.hash",
            "version", "s.stream = 'post/' || OLD.post AND s.seq = 1",
            "round", "s.stream = 'post/' || OLD.post AND s.seq = 1"));

    /** What the statements of the store need; texts are deleted when a person's are erased. */
    private static final Map<String, List<String>> RIGHTS = new TreeMap<>(Map.of(
            "SELECT",
            List.of("schema_version", "stub"),
            "SELECT, INSERT",
            RECORD.stream().filter(name -> !name.equals("stub")).toList(),
            "SELECT, INSERT, DELETE",
            List.of("text", "answer", "post_tag", "member", "deputy", "notice"),
            "SELECT, INSERT, UPDATE",
            List.of("post", "assignment", "approver", "link", "policy", "delegation", "notice_lease", "retention"),
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

    /** For the role of the job that purges: beyond the application's rights, what leaves stubs and takes what they are left of. */
    String retentionSql() {
        String rights = """
                -- What the role %1$s may do besides: the job that purges what is kept no longer logs in as a member of both.
                %2$s

                GRANT INSERT ON %3$s TO %1$s;

                GRANT DELETE ON %4$s TO %1$s;
                """;
        String made = switch (dialect) {
            case H2 -> "CREATE ROLE IF NOT EXISTS %s;".formatted(role);
            case POSTGRESQL -> """
                            DO $$ BEGIN
                                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN CREATE ROLE %1$s NOLOGIN; END IF;
                            END $$;""".formatted(role);
        };
        return rights.formatted(
                role, made, tables.table("stub"), named(List.of("entry", "version", "round", "post", "assignment")));
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

    /**
     * Of statements, so that one that would find no row is refused as well, but for deleting what may have been purged; also where a
     * session plays a replica.
     */
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
        for (String name : RECORD)
            sql.add("""

                CREATE OR REPLACE TRIGGER %1$s BEFORE UPDATE%4$s OR TRUNCATE ON %2$s
                    FOR EACH STATEMENT EXECUTE FUNCTION %3$s();
                ALTER TABLE %2$s ENABLE ALWAYS TRIGGER %1$s;
                """.formatted(
                    refuse, tables.table(name), tables.table("refuse"), PURGED.containsKey(name) ? "" : " OR DELETE"));
        PURGED.forEach((name, stub) -> sql.add(unlessPurged(name, stub)));
        return String.join("", sql);
    }

    /** Of rows: each needs the stub that is left of it. */
    private String unlessPurged(String name, String stub) {
        return """

                CREATE OR REPLACE FUNCTION %3$s() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF EXISTS (SELECT FROM %4$s s WHERE s.ws = OLD.ws AND %5$s) THEN RETURN OLD; END IF;
                    RAISE EXCEPTION 'The record is only ever added to: %% of %% is refused', TG_OP, TG_TABLE_NAME
                        USING ERRCODE = 'insufficient_privilege',
                              HINT = 'What is kept no longer is purged by Retention.purge, which leaves its hashes, so that any change of it would be found.';
                END $$;
                DO $$ BEGIN
                    -- A temporary table of that name is none of ours.
                    EXECUTE format('ALTER FUNCTION %3$s() SET search_path = %%I, pg_temp', current_schema());
                END $$;
                CREATE OR REPLACE TRIGGER %1$s BEFORE DELETE ON %2$s FOR EACH ROW EXECUTE FUNCTION %3$s();
                ALTER TABLE %2$s ENABLE ALWAYS TRIGGER %1$s;
                """.formatted(
                        tables.index("refuse_row"),
                        tables.table(name),
                        tables.table("refuse_" + name),
                        tables.table("stub"),
                        stub);
    }
}
