package io.countersign.identity;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * In whose name an actor may decide: the human they are, every reviewer reference that means them, and the places of
 * others that they may take.
 *
 * @param own references that this person answers: as user, as approver, as member of groups
 * @param places the nearest first; no person's twice
 */
public record Standing(Person person, Set<ReviewerRef> own, List<Place> places) {
    /** Nobody's: of the system, which reviews nothing. */
    public static final Standing NONE = new Standing(new Person("system"), Set.of(), List.of());

    /**
     * Another's place, taken by delegation.
     *
     * @param chain from who delegated to this person, to whose right it is
     * @param refs references that the one whose right it is answers
     */
    public record Place(List<Person> chain, Set<ReviewerRef> refs) {
        public Place {
            chain = List.copyOf(chain);
            refs = Set.copyOf(refs);
        }

        /** Whose right it is. */
        public Person of() {
            return chain.get(chain.size() - 1);
        }
    }

    public Standing {
        own = Set.copyOf(own);
        places = List.copyOf(places);
    }

    /** Everything that the person may answer, in their own right or in another's place. */
    public Set<ReviewerRef> refs() {
        Set<ReviewerRef> refs = new HashSet<>(own);
        places.forEach(place -> refs.addAll(place.refs()));
        return refs;
    }

    public boolean answers(ReviewerRef ref) {
        return own.contains(ref)
                || places.stream().anyMatch(place -> place.refs().contains(ref));
    }
}
