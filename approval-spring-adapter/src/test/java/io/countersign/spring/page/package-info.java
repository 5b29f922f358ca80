@NullMarked
package io.countersign.spring.page;

import org.jspecify.annotations.NullMarked;
