import java.io.File;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/** Judges PDFs: one line each, "path profile true|false rules". Run with the veraPDF jar on the class path. */
public class Judge {
  private static final String[][] KINDS = {{"PDFA-3A", "3a"}, {"PDFUA-1", "ua1"}};

  public static void main(String[] paths) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    for (String path : paths) {
      for (String[] kind : KINDS) {
        // The built-in profile directory fails to load from the jar; its XML files do.
        ValidationProfile profile = Profiles.profileFromXml(
            PDFAValidator.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + kind[0] + ".xml"));
        PDFAFlavour flavour = PDFAFlavour.fromString(kind[1]);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), flavour)) {
          ValidationResult result =
              Foundries.defaultInstance().createValidator(profile, false).validate(parser);
          StringBuilder line = new StringBuilder(path + "\t" + kind[1] + "\t" + result.isCompliant());
          for (TestAssertion failed : result.getTestAssertions()) {
            line.append("\t").append(failed.getRuleId().getClause()).append("-t")
                .append(failed.getRuleId().getTestNumber()).append(" ").append(failed.getMessage());
          }
          System.out.println(line);
        }
      }
    }
  }
}
