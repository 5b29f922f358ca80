@NullMarked
package io.countersign.timestamp;

import org.jspecify.annotations.NullMarked;
