/** The library in one main method. */
package io.countersign.quickstart;
