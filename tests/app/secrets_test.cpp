// Files with secrets that every user of the computer can read are named, and those that only their owner or his group can are not.
#include "app_secrets.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace bowball {
namespace secrets_test {

namespace fs = std::filesystem;

class ExposedSecrets : public testing::Test {
protected:
    void SetUp() override { fs::create_directories(folder); }
    void TearDown() override { fs::remove_all(folder); }
    [[nodiscard]] std::string file(const std::string& name, unsigned mode) const {
        const auto path = folder / name;
        std::ofstream{path} << "secret\n";
        fs::permissions(path, static_cast<fs::perms>(mode));
        return path.string();
    }
    const fs::path folder = fs::temp_directory_path() / ("bowball-secrets-" + std::to_string(::getpid()));
};

TEST_F(ExposedSecrets, ThoseOfTheRelayAreNamedWhereEverybodyReadsThem) {
    formats::RelayConfig relay;
    relay.password_file = file("password", 0644);
    relay.credentials = file("hub.creds", 0640);
    relay.tls_key = file("key.pem", 0604);
    const auto found = exposed_secrets(relay);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0], "Every user of this computer can read " + relay.password_file + ", with the hub's password in it. Close it: chmod o-rwx " + relay.password_file);
    EXPECT_NE(found[1].find(relay.tls_key), std::string::npos) << found[1];
    EXPECT_TRUE(exposed_secrets(formats::RelayConfig{}).empty());
}

TEST_F(ExposedSecrets, AConfigurationIsOneOnlyWithKeysOfSensorsInIt) {
    formats::Config config;
    const auto path = file("bowball.toml", 0644);
    config.devices.push_back({"gate", "net_sensor", "udp://0.0.0.0:7000", {{"name", "gate"}}});
    EXPECT_TRUE(exposed_secrets(config, path).empty()) << "nothing in it is secret";
    config.devices.back().settings.emplace_back("key", std::string(64, 'a'));
    EXPECT_EQ(exposed_secrets(config, path).size(), 1u);
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
    EXPECT_TRUE(exposed_secrets(config, path).empty());
    config.server.tls_key = file("server.pem", 0644);
    EXPECT_EQ(exposed_secrets(config, path).size(), 1u);
}

}  // namespace secrets_test
}  // namespace bowball
