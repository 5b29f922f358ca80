/** Content calendars as CSV: a row a post. */
@NullMarked
package io.countersign.spring.calendar;

import org.jspecify.annotations.NullMarked;
