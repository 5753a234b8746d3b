// Small files of the owner alone: what is acknowledged is on the disk.
#include "io/private_file.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "synced.hpp"

namespace bowball::io {
namespace private_file_test {

namespace fs = std::filesystem;

class PrivateFile : public testing::Test {
protected:
    void SetUp() override { fs::create_directories(folder); }
    void TearDown() override { fs::remove_all(folder); }
    const fs::path folder = fs::temp_directory_path() / ("bowball-private-" + std::to_string(::getpid()));
};

TEST_F(PrivateFile, IsSyncedBeforeItTakesItsNameAndThenTheFolderIs) {
    const auto file = (folder / "accounts.json").string();
    std::ofstream{file} << "with an account that was removed since";
    const Synced synced;
    ASSERT_TRUE(write_private_file(file, "without it"));
    EXPECT_EQ(synced.names(), (std::vector<std::string>{file + ".new", folder.string()}));
}

TEST_F(PrivateFile, IsForItsOwnerAlone) {
    const auto file = folder / "tokens.json";
    ASSERT_TRUE(write_private_file(file.string(), "secret"));
    EXPECT_EQ(fs::status(file).permissions() & fs::perms::all, fs::perms::owner_read | fs::perms::owner_write);
}

}  // namespace private_file_test
}  // namespace bowball::io
