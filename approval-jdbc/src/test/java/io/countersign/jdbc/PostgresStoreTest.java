package io.countersign.jdbc;

class PostgresStoreTest extends JdbcStoreContract {
    PostgresStoreTest() {
        super(Database.POSTGRESQL, 8);
    }
}
