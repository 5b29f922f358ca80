package io.countersign.jdbc;

import io.countersign.audit.Recorded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one kind of thing is kept: the one mutable row that guards it, and what follows from a change of it. */
interface Kept<T extends Recorded> {
    /** Its row, unless there is one already. */
    Sql insert(T after);

    /** Its row, if it is still at the revision before. */
    Sql update(T before, T after);

    /** The hash of the head that its row has. */
    Sql head(T thing);

    /** What is written once its guard has held. */
    void follow(@Nullable T before, T after, List<Sql> rest);
}
