package io.countersign.contract;

import io.countersign.post.Post;
import io.countersign.store.ApprovalStore;

/** What every part of the contract works with; all of it is new for each test. */
interface StoreUnderTest {
    ApprovalStore store();

    /** The time that the store was given. */
    HandClock clock();

    /** A workspace of that name. */
    default World in(String workspace) {
        return new World(store(), workspace);
    }

    /** Removes a post behind the store's back, as an intruder or a bad restore would; its entries stay. */
    void lose(Post post);
}
