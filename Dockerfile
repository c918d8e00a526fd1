# One image for every process: docker run legwork worker, … api, … simulator.
FROM eclipse-temurin:25-jdk AS build
RUN apt-get update && apt-get install -y --no-install-recommends maven && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN ./mvnw -B -q -pl standalone -am package -Dmaven.test.skip=true

FROM eclipse-temurin:25-jre
RUN useradd --system --home-dir /var/lib/legwork --create-home legwork
COPY --from=build /src/standalone/target/lib /opt/legwork/lib
COPY --from=build /src/standalone/target/own /opt/legwork/app
COPY --from=build /src/standalone/target/legwork-standalone-*.jar /opt/legwork/app/
USER legwork
WORKDIR /var/lib/legwork
ENV LEGWORK_HOME=/var/lib/legwork/data
ENTRYPOINT ["java", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", \
  "-cp", "/opt/legwork/app/*:/opt/legwork/lib/*", "dev.legwork.standalone.Legwork"]
