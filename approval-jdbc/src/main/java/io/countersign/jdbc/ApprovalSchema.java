package io.countersign.jdbc;

import io.countersign.store.StoreException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables that {@link JdbcApprovalStore} needs: looks whether they are there, makes them, or prints what makes them for
 * a host's own migration tool. Immutable and thread safe.
 */
public final class ApprovalSchema {
    /** What is printed for a role, by the word that asks for it. */
    private static final Set<String> ROLES = Set.of("prevention", "retention");

    /** What may be done about tables that are missing. */
    public enum Mode {
        /** Nothing; it is an error that says what is missing and how to get it. */
        VALIDATE,
        /** They are made, by one of several nodes that start at once. */
        MIGRATE,
        /** Nothing, and nobody looks. */
        NEVER
    }

    private static final Logger LOG = LoggerFactory.getLogger(ApprovalSchema.class);

    /** In every dialect; version 0 is a row that H2 locks. */
    private static String history(Tables tables) {
        return """
                CREATE TABLE IF NOT EXISTS %s (
                    version integer NOT NULL PRIMARY KEY,
                    name varchar(100) NOT NULL,
                    checksum varchar(64) NOT NULL,
                    applied_at timestamp(6) with time zone NOT NULL
                )""".formatted(tables.table("schema_version"));
    }

    private final DataSource dataSource;
    private final Tables tables;
    private final @Nullable Dialect dialect;

    private ApprovalSchema(DataSource dataSource, Tables tables, @Nullable Dialect dialect) {
        this.dataSource = dataSource;
        this.tables = tables;
        this.dialect = dialect;
    }

    /** With the prefix {@code approval_}, where connections look first. */
    public static ApprovalSchema on(DataSource dataSource) {
        return new ApprovalSchema(dataSource, Tables.STANDARD, null);
    }

    /**
     * With another prefix, the same as {@link JdbcApprovalStore.Builder#tablePrefix}.
     *
     * @throws IllegalArgumentException unless it is up to 20 lower-case letters and underscores
     */
    public ApprovalSchema tablePrefix(String prefix) {
        return new ApprovalSchema(dataSource, tables.withPrefix(prefix), dialect);
    }

    /**
     * In a schema, which exists already; the same as {@link JdbcApprovalStore.Builder#schema}.
     *
     * @throws IllegalArgumentException unless it is a plain lower-case identifier
     */
    public ApprovalSchema schema(String schema) {
        return new ApprovalSchema(dataSource, tables.in(schema), dialect);
    }

    /** Which SQL the database speaks; otherwise the driver is asked. */
    public ApprovalSchema dialect(Dialect known) {
        return new ApprovalSchema(dataSource, tables, known);
    }

    /**
     * Looks, or makes what is missing. Not within a transaction.
     *
     * @throws IllegalStateException when scripts are missing and must not be applied, or one that was applied is not the
     *     one of this release
     * @throws StoreException when the database fails
     */
    public void apply(Mode mode) {
        if (mode == Mode.NEVER) return;
        try (Connection connection = dataSource.getConnection()) {
            Dialect known = dialect == null ? Dialect.of(connection) : dialect;
            boolean auto = connection.getAutoCommit();
            if (!auto) connection.setAutoCommit(true);
            try {
                apply(mode, connection, known);
            } finally {
                if (!auto) connection.setAutoCommit(false);
            }
        } catch (SQLException problem) {
            throw Faults.told(
                    "%s the tables of the store".formatted(mode == Mode.MIGRATE ? "make" : "look at"), problem);
        }
    }

    private void apply(Mode mode, Connection connection, Dialect known) throws SQLException {
        List<Scripts.Script> missing = missing(connection, known);
        if (missing.isEmpty()) return;
        if (mode == Mode.VALIDATE) throw new IllegalStateException(advice(known, missing));
        String history = history(tables);
        try (SchemaLock lock = SchemaLock.take(known, connection, dataSource, tables, history)) {
            LOG.debug("Holding {}", lock);
            SchemaLock.execute(connection, history);
            // Whoever held the lock before may have made them.
            for (Scripts.Script script : missing(connection, known)) {
                for (String step : script.steps(tables)) run(connection, script, step);
                record(connection, script);
                LOG.info("Applied {} to the tables {}", script.file(), tables.table("*"));
            }
        }
    }

    private String advice(Dialect known, List<Scripts.Script> missing) {
        int from = missing.get(0).version() - 1;
        return "The tables %s lack the scripts %s. Apply what ApprovalSchema.print(Dialect.%s, %d, \"%s\") gives, or let ApprovalSchema apply them with Mode.MIGRATE."
                .formatted(
                        tables.table("*"),
                        missing.stream().map(Scripts.Script::file).toList(),
                        known,
                        from,
                        tables.prefix());
    }

    private List<Scripts.Script> missing(Connection connection, Dialect known) throws SQLException {
        Map<Integer, String> applied = applied(connection);
        List<Scripts.Script> scripts = Scripts.of(known);
        for (Scripts.Script script : scripts) {
            String checksum = applied.get(script.version());
            if (checksum != null && !checksum.equals(script.checksum().hex()))
                throw new IllegalStateException(
                        "The script %s that was applied to the tables %s is not the one of this release; released scripts never change."
                                .formatted(script.file(), tables.table("*")));
        }
        if (applied.keySet().stream().anyMatch(version -> version > scripts.size()))
            LOG.warn(
                    "The tables {} were made by a newer release, which is fine while nodes are being updated",
                    tables.table("*"));
        return scripts.stream()
                .filter(script -> !applied.containsKey(script.version()))
                .toList();
    }

    private Map<Integer, String> applied(Connection connection) throws SQLException {
        Map<Integer, String> applied = new TreeMap<>();
        try {
            db(connection)
                    .query(
                            Sql.of("SELECT version, checksum FROM {schema_version} WHERE version > 0"),
                            row -> applied.put(row.number("version"), row.text("checksum")));
            return applied;
        } catch (SQLException problem) {
            if (Faults.missing(problem)) return Map.of();
            throw problem;
        }
    }

    private void record(Connection connection, Scripts.Script script) throws SQLException {
        db(connection)
                .update(Sql.of("""
                INSERT INTO {schema_version} (version, name, checksum, applied_at)
                VALUES (:version, :name, :checksum, current_timestamp)
                """)
                        .set("version", script.version())
                        .set("name", script.name())
                        .set("checksum", script.checksum().hex()));
    }

    private static void run(Connection connection, Scripts.Script script, String step) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(step);
        } catch (SQLException problem) {
            throw new SQLException(
                    "A step of %s failed".formatted(script.file()),
                    problem.getSQLState(),
                    problem.getErrorCode(),
                    problem);
        }
    }

    private Db db(Connection connection) {
        return new Db(connection, Dialect.H2, tables, null, 0);
    }

    /**
     * The DDL of all scripts after a version, to be applied by hand or by another tool; applying it twice does no harm.
     *
     * @param from version that the tables have already; 0 for none
     * @param prefix as in {@link #tablePrefix}
     */
    public static String print(Dialect dialect, int from, String prefix) {
        Tables tables = Tables.STANDARD.withPrefix(prefix);
        StringBuilder out = new StringBuilder(history(tables)).append(";\n");
        for (Scripts.Script script : Scripts.of(dialect)) {
            if (script.version() <= from) continue;
            out.append("\n-- ").append(script.file()).append("\n\n");
            for (String step : script.steps(tables)) out.append(step).append(";\n\n");
            String table = tables.table("schema_version");
            out.append("""
                    INSERT INTO %1$s (version, name, checksum, applied_at)
                    SELECT %2$d, '%3$s', '%4$s', current_timestamp
                     WHERE NOT EXISTS (SELECT 1 FROM %1$s WHERE version = %2$d);
                    """.formatted(table, script.version(), script.name(), script.checksum()));
        }
        return out.toString();
    }

    /**
     * SQL by which the database itself keeps the record from being changed (S-104): it makes a role where there is none, which
     * can only add to the record and do with the other tables what the store does; on PostgreSQL also triggers that refuse
     * to update, delete and truncate the record to everybody. To be run by the owner of the tables after their scripts;
     * running it twice does no harm. The application then logs in as that role, or as a user that it was granted to, with {@link
     * Mode#VALIDATE}.
     *
     * @param prefix as in {@link #tablePrefix}
     * @param role the application's; a plain lower-case identifier
     * @throws IllegalArgumentException when the prefix or the role is no such name
     */
    public static String printPrevention(Dialect dialect, String prefix, String role) {
        return new Prevention(dialect, Tables.STANDARD.withPrefix(prefix), role).sql();
    }

    /**
     * SQL for the role of the job that purges what is kept no longer (S-101, S-104): beyond the rights of the application's role it
     * may insert stubs, and delete entries, versions, plans, posts and their assignments; on PostgreSQL the first three only where their
     * stubs stand. To be run by the owner of the tables; running it twice does no
     * harm. The job logs in as a user that was granted this role and the application's, and nothing else does.
     *
     * @param prefix as in {@link #tablePrefix}
     * @param role the job's; a plain lower-case identifier
     * @throws IllegalArgumentException when the prefix or the role is no such name
     */
    public static String printRetention(Dialect dialect, String prefix, String role) {
        return new Prevention(dialect, Tables.STANDARD.withPrefix(prefix), role).retentionSql();
    }

    /**
     * Prints DDL: the dialect, then the version that the tables have already, then the prefix; the last two may be left out.
     * With the word {@code prevention} in the place of the version, then the application's role, then perhaps the prefix:
     * {@link #printPrevention}; with {@code retention}, then the job's role: {@link #printRetention}.
     */
    public static void main(String[] args) {
        if (!print(args, System.out)) System.exit(2);
    }

    static boolean print(String[] args, PrintStream out) {
        try {
            out.print(printed(List.of(args)));
            return true;
        } catch (IllegalArgumentException wrong) {
            System.err.printf(
                    "%1$s%nUsage: ApprovalSchema %2$s [version that is there, 0 for none] [table prefix]%n"
                            + "   or: ApprovalSchema %2$s prevention|retention ROLE [table prefix]%n",
                    wrong.getMessage(),
                    Arrays.stream(Dialect.values()).map(Dialect::folder).toList());
            return false;
        }
    }

    private static String printed(List<String> args) {
        boolean role = args.size() > 1 && ROLES.contains(args.get(1));
        int prefix = role ? 3 : 2;
        if (args.isEmpty() || args.size() > prefix + 1) throw new IllegalArgumentException("Name a dialect");
        if (role && args.size() < 3) throw new IllegalArgumentException("Name the role that is to get rights");
        Dialect dialect = Dialect.valueOf(args.get(0).toUpperCase(Locale.ROOT));
        String named = args.size() > prefix ? args.get(prefix) : Tables.STANDARD.prefix();
        if (role && args.get(1).equals("retention")) return printRetention(dialect, named, args.get(2));
        if (role) return printPrevention(dialect, named, args.get(2));
        return print(dialect, args.size() > 1 ? Integer.parseInt(args.get(1)) : 0, named);
    }
}
