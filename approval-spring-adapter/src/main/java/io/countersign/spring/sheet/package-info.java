/** The record as a table for spreadsheets: for reading, not for proof. */
@NullMarked
package io.countersign.spring.sheet;

import org.jspecify.annotations.NullMarked;
