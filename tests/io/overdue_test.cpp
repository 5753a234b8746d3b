#include "io/overdue.hpp"

#include <gtest/gtest.h>

#include <future>

namespace bowball::io {
namespace overdue_test {

TEST(Overdue, SaysWhatTakesTooLong) {
    std::promise<void> said;
    const Overdue overdue{std::chrono::milliseconds{1}, [&] { said.set_value(); }};
    EXPECT_EQ(said.get_future().wait_for(std::chrono::seconds{60}), std::future_status::ready);
}

TEST(Overdue, SaysNothingOfWhatIsDoneInTime) {
    auto is_said = false;
    { const Overdue overdue{std::chrono::hours{1}, [&] { is_said = true; }}; }
    EXPECT_FALSE(is_said);
}

}  // namespace overdue_test
}  // namespace bowball::io
