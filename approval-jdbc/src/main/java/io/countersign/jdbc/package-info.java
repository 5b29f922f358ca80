/** The store port on plain JDBC, for H2 and PostgreSQL: the store, its schema, and the port to the host's transactions. */
@NullMarked
package io.countersign.jdbc;

import org.jspecify.annotations.NullMarked;
