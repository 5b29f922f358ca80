package io.countersign.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;

/** The databases that the store speaks to, and the little that differs between them. */
public enum Dialect {
    H2("H2") {
        @Override
        String clock() {
            // current_timestamp stands still within a transaction, and one of the host may be long.
            return "(SELECT executing_statement_start FROM information_schema.sessions WHERE session_id = session_id())";
        }
    },
    /** From version 14; also what speaks its protocol and SQL. */
    POSTGRESQL("PostgreSQL") {
        @Override
        String clock() {
            return "clock_timestamp()";
        }
    };

    private final String product;

    Dialect(String product) {
        this.product = product;
    }

    /** SQL for the database's time now, whatever transaction is open. */
    abstract String clock();

    /** Folder of its schema scripts, and how it is named on a command line. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return Arrays.stream(values())
                .filter(dialect -> dialect.product.equalsIgnoreCase(product))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The store does not know the database '%s'. If it speaks the SQL of one of %s, name that with dialect(…)."
                                .formatted(product, Arrays.toString(values()))));
    }
}
