package io.countersign.jdbc;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Connections that ask the database how it runs each query, with the values that are given, before they run it. */
final class Explained extends Connections {
    private final DataSource database;
    private final List<String> plans = new ArrayList<>();

    Explained(DataSource database) {
        this.database = database;
    }

    /** The plans since the last time it was asked. */
    List<String> plans() {
        List<String> told = List.copyOf(plans);
        plans.clear();
        return told;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = database.getConnection();
        return (Connection) Proxy.newProxyInstance(
                Explained.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    Object result = call(connection, method, args);
                    return result instanceof PreparedStatement statement
                            ? explained(statement, connection.prepareStatement("EXPLAIN " + args[0]))
                            : result;
                });
    }

    private PreparedStatement explained(PreparedStatement statement, PreparedStatement explanation) {
        return (PreparedStatement) Proxy.newProxyInstance(
                Explained.class.getClassLoader(), new Class<?>[] {PreparedStatement.class}, (proxy, method, args) -> {
                    if (method.getName().startsWith("set") || method.getName().equals("close"))
                        call(explanation, method, args);
                    if (method.getName().equals("executeQuery")) plans.add(plan(explanation));
                    return call(statement, method, args);
                });
    }

    private static String plan(PreparedStatement explanation) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (ResultSet lines = explanation.executeQuery()) {
            while (lines.next()) plan.append(lines.getString(1)).append('\n');
        }
        return plan.toString();
    }
}
