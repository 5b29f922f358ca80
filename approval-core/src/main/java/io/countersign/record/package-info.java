/** The record of one post, put together from its entries, versions and plans for who examines it. */
@NullMarked
package io.countersign.record;

import org.jspecify.annotations.NullMarked;
