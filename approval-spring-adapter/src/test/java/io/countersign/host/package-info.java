/** A host as others write one: its own users, its own security, its own publisher. */
@NullMarked
package io.countersign.host;

import org.jspecify.annotations.NullMarked;
