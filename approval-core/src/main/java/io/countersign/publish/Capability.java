package io.countersign.publish;

/** What a publisher can promise about a call whose outcome is unknown, such as after a crash. */
public enum Capability {
    /** The same key again publishes once. */
    IDEMPOTENT_KEY,
    /** It can be asked whether a key was published. */
    QUERYABLE,
    /** Neither: a person must look and confirm. */
    NONE
}
