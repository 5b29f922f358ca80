package io.countersign.demo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What lies in the demo's database, whoever put it there. */
final class Database {
    private final JdbcTemplate jdbc;

    Database(DataSource dataSource) {
        jdbc = new JdbcTemplate(dataSource);
    }

    /** All of it as SQL, binary columns in hexadecimal digits. */
    String dump() {
        return String.join("\n", jdbc.queryForList("SCRIPT", String.class));
    }

    /** Rows of every table. */
    Map<String, Long> rows() {
        List<String> tables = jdbc.queryForList(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'", String.class);
        Map<String, Long> rows = new TreeMap<>();
        for (String table : tables)
            rows.put(table, jdbc.queryForObject("SELECT count(*) FROM \"" + table + "\"", Long.class));
        return rows;
    }
}
