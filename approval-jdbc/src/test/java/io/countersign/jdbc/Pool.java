package io.countersign.jdbc;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Connections to one database that are used again; it tells what went over them, and fails when a test wants it to. */
final class Pool extends Connections implements AutoCloseable {
    private final String url;
    private final Semaphore free;
    private final int patienceMillis;
    private final List<String> greetings;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final List<Connection> all = new ArrayList<>();
    private final Queue<String> trips = new ConcurrentLinkedQueue<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();

    /** What the next call of a method does instead, or after it was done. */
    private record Fault(String method, SQLException problem, boolean afterwards) {}

    Pool(String url, int size, int patienceMillis, String... greetings) {
        this.url = url;
        this.free = new Semaphore(size);
        this.patienceMillis = patienceMillis;
        this.greetings = List.of(greetings);
    }

    /** Another pool of connections to the same, whose users wait so long for one. */
    Pool sized(int size, int waitMillis, String... more) {
        return new Pool(url, size, waitMillis, more);
    }

    /** Connections of another user to the same. */
    Pool loggedInAs(String user, String password) {
        String anonymous = url.replaceAll("user=\\w+&?", "");
        String credentials = url.startsWith("jdbc:h2:")
                ? ";USER=%s;PASSWORD=%s".formatted(user.toUpperCase(Locale.ROOT), password)
                : "&user=%s&password=%s".formatted(user, password);
        return new Pool(anonymous + credentials, 10, patienceMillis);
    }

    /** The next call of that method fails. */
    void fail(String method, SQLException problem) {
        faults.add(new Fault(method, problem, false));
    }

    /** The next call of that method is done, and then fails. */
    void failAfter(String method, SQLException problem) {
        faults.add(new Fault(method, problem, true));
    }

    /** What went over the wire since the last time it was asked. */
    List<String> trips() {
        List<String> told = new ArrayList<>(trips);
        trips.clear();
        return told;
    }

    @Override
    public Connection getConnection() throws SQLException {
        acquire();
        try {
            return lent(physical());
        } catch (SQLException | RuntimeException failed) {
            free.release();
            throw failed;
        }
    }

    private void acquire() throws SQLException {
        try {
            if (free.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS)) return;
            throw new SQLTransientConnectionException("No connection was given back in time");
        } catch (InterruptedException stop) {
            throw new SQLException(stop);
        }
    }

    private Connection physical() throws SQLException {
        synchronized (idle) {
            Connection waiting = idle.poll();
            if (waiting != null) return waiting;
        }
        Connection fresh = DriverManager.getConnection(url);
        try (Statement statement = fresh.createStatement()) {
            for (String greeting : greetings) statement.execute(greeting);
        }
        synchronized (idle) {
            all.add(fresh);
        }
        return fresh;
    }

    private Connection lent(Connection connection) {
        boolean[] closed = {false};
        return (Connection) Proxy.newProxyInstance(
                Pool.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    if (method.getName().equals("close")) {
                        if (!closed[0]) giveBack(connection);
                        closed[0] = true;
                        return null;
                    }
                    if (closed[0]) throw new SQLException("This connection was given back");
                    Object result = call(connection, method, args, method.getName());
                    if (result instanceof PreparedStatement statement) return counted(statement, (String) args[0]);
                    return result;
                });
    }

    private PreparedStatement counted(PreparedStatement statement, String sql) {
        return (PreparedStatement) Proxy.newProxyInstance(
                Pool.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                (proxy, method, args) -> call(statement, method, args, sql));
    }

    private @Nullable Object call(Object target, Method method, Object @Nullable [] args, String what)
            throws Throwable {
        String name = method.getName();
        boolean trip = name.startsWith("execute")
                || List.of("commit", "rollback", "setSavepoint", "releaseSavepoint", "getTransactionIsolation")
                        .contains(name);
        if (trip) trips.add(name.startsWith("execute") ? name + " " + what : name);
        Fault fault = faults.peek();
        boolean hit = fault != null && fault.method().equals(name) && faults.remove(fault);
        if (hit && !fault.afterwards()) throw fault.problem();
        Object result = call(target, method, args);
        if (hit) throw fault.problem();
        return result;
    }

    private void giveBack(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            synchronized (idle) {
                idle.push(connection);
            }
        }
        free.release();
    }

    @Override
    public void close() throws SQLException {
        synchronized (idle) {
            for (Connection one : all) one.close();
        }
    }
}
