package io.countersign.store;

import io.countersign.identity.PostId;
import java.time.Instant;

/** A place in the order in which posts are meant to go out: their time, then their id. */
public record Slot(Instant at, PostId post) {}
