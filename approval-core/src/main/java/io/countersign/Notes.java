package io.countersign;

import io.countersign.canonical.Digest;
import io.countersign.identity.Person;
import io.countersign.post.Hold;
import io.countersign.post.Post;
import io.countersign.review.Visibility;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Which texts may be read by whom. */
final class Notes {
    private Notes() {}

    /**
     * Commitments of the notes and suggestions in these posts' last rounds that are meant for everyone, and of what this
     * person says of a hold of their own.
     */
    static Set<Digest> readableBy(Person guest, Collection<Post> posts) {
        Set<Digest> readable = new HashSet<>();
        for (Post post : posts) {
            post.round()
                    .ifPresent(round -> round.progress().stages().stream()
                            .flatMap(stage -> stage.votes().stream())
                            .filter(vote -> vote.visibility() == Visibility.EVERYONE)
                            .forEach(vote -> {
                                if (vote.note() != null) readable.add(vote.note());
                                if (vote.suggestion() != null)
                                    readable.add(vote.suggestion().caption());
                            }));
            Hold hold = post.state().hold();
            if (hold != null && hold.person().equals(guest)) readable.add(hold.reason());
        }
        return readable;
    }
}
