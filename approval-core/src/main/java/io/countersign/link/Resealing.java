package io.countersign.link;

/**
 * What is stored of a secret and a password that were just seen, made anew under the present keys and parameters (S-2, S-23).
 *
 * @param stored what they were checked against; what was stored meanwhile stays
 * @param anew of the same secret and password
 */
public record Resealing(Credentials stored, Credentials anew) {
    LinkEvent.Resealed event() {
        return new LinkEvent.Resealed(
                !stored.mac().equals(anew.mac()), !stored.password().equals(anew.password()));
    }

    @Override
    public String toString() {
        return "Resealing[hidden]";
    }
}
