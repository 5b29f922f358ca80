/** A round of review: its plan, its stages and votes, and when a stage is cleared. */
@NullMarked
package io.countersign.review;

import org.jspecify.annotations.NullMarked;
