package io.countersign.timestamp;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TSPUtil;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * By whom stamps must be signed: by a certificate that is for time stamping alone, and that was valid under one of these at the
 * stamp's time. Whether it was revoked by then is not asked, which takes the lists that the authority publishes; an auditor can.
 */
final class Trust {
    private final List<X509Certificate> roots;

    private Trust(List<X509Certificate> roots) {
        this.roots = roots;
    }

    /** @throws IllegalArgumentException when there is nothing to trust in */
    static Trust in(Collection<X509Certificate> roots) {
        if (roots.isEmpty())
            throw new IllegalArgumentException(
                    "Stamps are trusted under the root certificates of their authority: give at least one");
        return new Trust(List.copyOf(roots));
    }

    /** @throws TimestampException when it is not to be trusted, the message saying what is wrong with it */
    void check(TimeStampToken token) {
        List<X509CertificateHolder> given =
                new ArrayList<>(token.getCertificates().getMatches(null));
        X509CertificateHolder signer = given.stream()
                .filter(token.getSID()::match)
                .findFirst()
                .orElseThrow(() -> new TimestampException("has the certificate of its signer not in it"));
        try {
            TSPUtil.validateCertificate(signer);
        } catch (TSPException other) {
            throw new TimestampException(
                    "is signed by '%s', whose certificate is not for time stamping alone (%s)"
                            .formatted(signer.getSubject(), other.getMessage()),
                    other);
        }
        try {
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
        } catch (TSPException | GeneralSecurityException | OperatorCreationException broken) {
            throw new TimestampException(
                    "is not signed by '%s', as it says (%s)".formatted(signer.getSubject(), broken.getMessage()),
                    broken);
        }
        try {
            chain(signer, given, token);
        } catch (GeneralSecurityException untrusted) {
            throw new TimestampException(
                    "is signed by '%s', issued by '%s', which was not valid at %s under any of the certificates that are trusted, %s (%s); if that is the authority, trust its root certificate too"
                            .formatted(
                                    signer.getSubject(),
                                    signer.getIssuer(),
                                    token.getTimeStampInfo().getGenTime().toInstant(),
                                    roots.stream()
                                            .map(X509Certificate::getSubjectX500Principal)
                                            .toList(),
                                    untrusted.getMessage()),
                    untrusted);
        }
    }

    private void chain(X509CertificateHolder signer, List<X509CertificateHolder> given, TimeStampToken token)
            throws GeneralSecurityException {
        JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
        List<X509Certificate> between = new ArrayList<>();
        for (X509CertificateHolder one : given) between.add(converter.getCertificate(one));
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(converter.getCertificate(signer));
        Set<TrustAnchor> anchors =
                roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet());
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(between)));
        parameters.setDate(token.getTimeStampInfo().getGenTime());
        parameters.setRevocationEnabled(false);
        CertPathBuilder.getInstance("PKIX").build(parameters);
    }
}
