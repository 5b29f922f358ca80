package io.countersign.memory;

import io.countersign.contract.ApprovalStoreContract;
import io.countersign.post.Post;
import io.countersign.store.ApprovalStore;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

class InMemoryStoreTest extends ApprovalStoreContract {
    private @Nullable InMemoryApprovalStore store;

    @Override
    protected ApprovalStore emptyStore(InstantSource time) {
        store = new InMemoryApprovalStore(time);
        return store;
    }

    @Override
    public void lose(Post post) {
        Objects.requireNonNull(store).lose(post.workspace(), post.stream());
    }
}
