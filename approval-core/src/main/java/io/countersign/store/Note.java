package io.countersign.store;

import io.countersign.canonical.Erasable;
import io.countersign.identity.Actor;

/** A text to be kept beside the record, with whose words it is. */
public record Note(Erasable text, Actor.Name owner) {}
