package io.countersign.post;

/** Where a post is in its life; {@link Transitions} says what leads from one to another. */
public enum PostStatus {
    DRAFT,
    IN_REVIEW,
    CHANGES_REQUESTED,
    REJECTED,
    APPROVED,
    SCHEDULED,
    /** Claimed by a dispatcher; only the dispatcher moves it from here. */
    PUBLISHING,
    PUBLISHED,
    FAILED,
    /** Nobody knows whether the provider took it; a person confirms. */
    UNCONFIRMED,
    WITHDRAWN
}
