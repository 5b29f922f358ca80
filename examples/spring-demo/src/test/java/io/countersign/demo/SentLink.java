package io.countersign.demo;

/** A link and its password, as its sender has them. */
record SentLink(String url, String password) {
    /** Of what {@code POST links} or {@code …/regenerate} answered. */
    static SentLink of(Answer answer) {
        return new SentLink(answer.text("/url"), answer.text("/password"));
    }

    String id() {
        return path().substring(path().lastIndexOf('/') + 1);
    }

    String secret() {
        return url.substring(url.indexOf('#') + 1);
    }

    String token() {
        return id() + "." + secret();
    }

    /** What a browser sends of it. */
    private String path() {
        return url.substring(0, url.indexOf('#'));
    }

    @Override
    public String toString() {
        return "SentLink[" + id() + "]";
    }
}
