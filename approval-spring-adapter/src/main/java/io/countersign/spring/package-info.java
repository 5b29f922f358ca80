/** Countersign in a Spring Boot host: properties, and beans that back off for the host's own. */
@NullMarked
package io.countersign.spring;

import org.jspecify.annotations.NullMarked;
