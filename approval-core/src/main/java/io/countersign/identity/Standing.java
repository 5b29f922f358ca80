package io.countersign.identity;

import java.util.Set;

/**
 * In whose name an actor may decide: the human they are, and every reviewer reference that means them.
 *
 * @param refs references that this person answers: as user, as approver, as member of groups
 */
public record Standing(Person person, Set<ReviewerRef> refs) {
    public Standing {
        refs = Set.copyOf(refs);
    }

    /** Nobody's: of the system, which reviews nothing. */
    public static final Standing NONE = new Standing(new Person("system"), Set.of());

    public boolean answers(ReviewerRef ref) {
        return refs.contains(ref);
    }
}
