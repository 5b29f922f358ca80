/** The post: its status table, its commands and the rules behind them. */
@NullMarked
package io.countersign.post;

import org.jspecify.annotations.NullMarked;
