package io.countersign.spring;

import io.countersign.jdbc.ApprovalSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;

/** Makes or looks at the tables before anything uses them. */
final class SchemaStart implements InitializingBean {
    private final DataSource dataSource;
    private final String tablePrefix;
    private final ApprovalSchema.@Nullable Mode mode;

    SchemaStart(DataSource dataSource, String tablePrefix, ApprovalSchema.@Nullable Mode mode) {
        this.dataSource = dataSource;
        this.tablePrefix = tablePrefix;
        this.mode = mode;
    }

    @Override
    public void afterPropertiesSet() throws SQLException {
        ApprovalSchema schema = ApprovalSchema.on(dataSource).tablePrefix(tablePrefix);
        ApprovalSchema.Mode chosen = mode == null ? standard() : mode;
        try {
            schema.apply(chosen);
        } catch (IllegalStateException missing) {
            throw new IllegalStateException(missing.getMessage() + " Here that is approval.schema=migrate.", missing);
        }
    }

    /** Whoever embeds a database has nobody else to make its tables. */
    private ApprovalSchema.Mode standard() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            String url = String.valueOf(connection.getMetaData().getURL()).toLowerCase(Locale.ROOT);
            boolean remote = url.startsWith("jdbc:h2:tcp:") || url.startsWith("jdbc:h2:ssl:");
            return url.startsWith("jdbc:h2:") && !remote ? ApprovalSchema.Mode.MIGRATE : ApprovalSchema.Mode.VALIDATE;
        }
    }
}
