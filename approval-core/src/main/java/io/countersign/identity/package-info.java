/** Who and what is meant: ids, actors, persons, reviewers, permissions, and the ports that tell who is who. */
@NullMarked
package io.countersign.identity;

import org.jspecify.annotations.NullMarked;
