/** The record of a post as a page for people to read, print and keep. */
@NullMarked
package io.countersign.spring.record;

import org.jspecify.annotations.NullMarked;
