package io.countersign.contract;

import io.countersign.post.Post;
import io.countersign.store.ApprovalStore;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/**
 * What every {@link ApprovalStore} does. An adapter extends it, gives an empty store, and overrides nothing else:
 *
 * <pre>{@code
 * class MyStoreTest extends ApprovalStoreContract {
 *     @Override
 *     protected ApprovalStore emptyStore(InstantSource time) {
 *         return new MyStore(emptyDatabase(), time);
 *     }
 * }
 * }</pre>
 *
 * <p>Tests that race need up to eight threads in the store at once, which may wait for each other.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class ApprovalStoreContract
        implements PostContract,
                CommitContract,
                LinkContract,
                LinkGuardContract,
                SessionContract,
                DeviceContract,
                AnswerContract,
                ErasureContract,
                RetentionContract,
                ListContract,
                InReviewContract,
                AssignmentContract,
                QueueContract,
                StatsContract,
                RoundContract,
                PeopleContract,
                DelegationContract,
                TrailContract,
                LogContract,
                LockContract,
                NoticeContract {
    private final HandClock clock = new HandClock();
    private @Nullable ApprovalStore store;

    /** An empty store that takes its time from there; asked for once per test. */
    protected abstract ApprovalStore emptyStore(InstantSource time);

    @BeforeEach
    protected final void open() {
        store = emptyStore(clock);
    }

    @Override
    public final ApprovalStore store() {
        return Objects.requireNonNull(store);
    }

    @Override
    public final HandClock clock() {
        return clock;
    }

    @Override
    public abstract void lose(Post post);
}
