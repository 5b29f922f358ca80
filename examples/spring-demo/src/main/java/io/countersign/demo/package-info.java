/** A Spring Boot host for people who want to see the library at work: users, a directory, a publisher, sample content. */
@NullMarked
package io.countersign.demo;

import org.jspecify.annotations.NullMarked;
