package io.restorekit.testkit.s3;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the small XML documents of S3. */
final class XmlDocument {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final XMLStreamWriter writer;

    private XmlDocument(XMLStreamWriter writer) {
        this.writer = writer;
    }

    static byte[] write(Consumer<XmlDocument> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        run(() -> {
            XMLStreamWriter writer = FACTORY.createXMLStreamWriter(bytes, "UTF-8");
            writer.writeStartDocument("UTF-8", "1.0");
            content.accept(new XmlDocument(writer));
            writer.writeEndDocument();
            writer.close();
        });
        return bytes.toByteArray();
    }

    XmlDocument open(String element) {
        run(() -> writer.writeStartElement(element));
        return this;
    }

    XmlDocument element(String name, String text) {
        run(() -> {
            writer.writeStartElement(name);
            writer.writeCharacters(text);
            writer.writeEndElement();
        });
        return this;
    }

    XmlDocument close() {
        run(writer::writeEndElement);
        return this;
    }

    private interface Step {
        void run() throws XMLStreamException;
    }

    private static void run(Step step) {
        try {
            step.run();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML into memory", e);
        }
    }
}
