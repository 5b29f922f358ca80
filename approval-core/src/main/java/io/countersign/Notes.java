package io.countersign;

import io.countersign.canonical.Digest;
import io.countersign.post.Post;
import io.countersign.review.Visibility;
import io.countersign.review.Vote;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Which notes may be read by whom. */
final class Notes {
    private Notes() {}

    /** Commitments of the notes in these posts' last rounds that are meant for everyone. */
    static Set<Digest> forEveryone(Collection<Post> posts) {
        Set<Digest> open = new HashSet<>();
        for (Post post : posts)
            post.round()
                    .ifPresent(round -> round.progress()
                            .stages()
                            .forEach(stage -> stage.votes().stream()
                                    .filter(vote -> vote.visibility() == Visibility.EVERYONE)
                                    .map(Vote::note)
                                    .forEach(note -> {
                                        if (note != null) open.add(note);
                                    })));
        return open;
    }
}
