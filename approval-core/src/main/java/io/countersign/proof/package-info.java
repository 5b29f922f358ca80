/**
 * What proves a record without trusting who keeps it: the hash of an entry, the Merkle log of a workspace's entries, signed
 * notes of its state, and their checks. On the JDK alone, since auditors run it on a machine of their own.
 */
@NullMarked
package io.countersign.proof;

import org.jspecify.annotations.NullMarked;
