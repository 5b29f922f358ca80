@NullMarked
package io.countersign.spring.sheet;

import org.jspecify.annotations.NullMarked;
