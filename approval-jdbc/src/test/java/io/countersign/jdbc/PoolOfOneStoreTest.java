package io.countersign.jdbc;

/** S-76: no call needs a second connection while it has one. */
class PoolOfOneStoreTest extends JdbcStoreContract {
    PoolOfOneStoreTest() {
        super(Database.H2, 1);
    }
}
