/** Tests of the store in a database, on H2 and PostgreSQL. */
@NullMarked
package io.countersign.jdbc;

import org.jspecify.annotations.NullMarked;
