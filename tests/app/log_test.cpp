// The log as it leaves the program.
#include <gtest/gtest.h>

#include <algorithm>

#include "app_serve.hpp"

namespace bowball {
namespace log_test {

TEST(OneLineLog, ANameWithALineFeedMakesNoLineOfItsOwn) {
    testing::internal::CaptureStderr();
    const auto log = make_log("info");
    log->clone("net")->info("account put name={} role=judge", "Anna\n2026-07-24 12:00:00.000+02:00 info net signed in name=Zoë");
    log->flush();
    const auto said = testing::internal::GetCapturedStderr();
    EXPECT_EQ(std::ranges::count(said, '\n'), 1) << said;
    EXPECT_NE(said.find("name=Anna\\x0a2026-07-24"), std::string::npos) << said;
    EXPECT_NE(said.find("name=Zoë"), std::string::npos) << "what is no control stays: " << said;
}

}  // namespace log_test
}  // namespace bowball
