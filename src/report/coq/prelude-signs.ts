// The lemmas that exported theorems rest on; each file brings those it needs along, so that Coq's own library is enough.

/** Signs of sums, products and powers; both sides of relations; reasoning by contradiction. */
export const SIGN_PRELUDE = String.raw`(* Signs. The names say what is known of the parts. *)
Lemma add_pos_pos {a b} : 0 < a -> 0 < b -> 0 < a + b. Proof. lra. Qed.
Lemma add_pos_nonneg {a b} : 0 < a -> 0 <= b -> 0 < a + b. Proof. lra. Qed.
Lemma add_nonneg_pos {a b} : 0 <= a -> 0 < b -> 0 < a + b. Proof. lra. Qed.
Lemma add_nonneg_nonneg {a b} : 0 <= a -> 0 <= b -> 0 <= a + b. Proof. lra. Qed.
Lemma add_neg_neg {a b} : a < 0 -> b < 0 -> a + b < 0. Proof. lra. Qed.
Lemma add_neg_nonpos {a b} : a < 0 -> b <= 0 -> a + b < 0. Proof. lra. Qed.
Lemma add_nonpos_neg {a b} : a <= 0 -> b < 0 -> a + b < 0. Proof. lra. Qed.
Lemma add_nonpos_nonpos {a b} : a <= 0 -> b <= 0 -> a + b <= 0. Proof. lra. Qed.
Lemma add_zero_pos {a b} : a = 0 -> 0 < b -> 0 < a + b. Proof. lra. Qed.
Lemma add_zero_nonneg {a b} : a = 0 -> 0 <= b -> 0 <= a + b. Proof. lra. Qed.
Lemma add_zero_neg {a b} : a = 0 -> b < 0 -> a + b < 0. Proof. lra. Qed.
Lemma add_zero_nonpos {a b} : a = 0 -> b <= 0 -> a + b <= 0. Proof. lra. Qed.
Lemma add_pos_zero {a b} : 0 < a -> b = 0 -> 0 < a + b. Proof. lra. Qed.
Lemma add_nonneg_zero {a b} : 0 <= a -> b = 0 -> 0 <= a + b. Proof. lra. Qed.
Lemma add_neg_zero {a b} : a < 0 -> b = 0 -> a + b < 0. Proof. lra. Qed.
Lemma add_nonpos_zero {a b} : a <= 0 -> b = 0 -> a + b <= 0. Proof. lra. Qed.
Lemma add_zero_zero {a b} : a = 0 -> b = 0 -> a + b = 0. Proof. lra. Qed.
Lemma add_zero_nonzero {a b} : a = 0 -> b <> 0 -> a + b <> 0. Proof. lra. Qed.
Lemma add_nonzero_zero {a b} : a <> 0 -> b = 0 -> a + b <> 0. Proof. lra. Qed.
Lemma opp_pos {a} : 0 < a -> - a < 0. Proof. lra. Qed.
Lemma opp_nonneg {a} : 0 <= a -> - a <= 0. Proof. lra. Qed.
Lemma opp_neg {a} : a < 0 -> 0 < - a. Proof. lra. Qed.
Lemma opp_nonpos {a} : a <= 0 -> 0 <= - a. Proof. lra. Qed.
Lemma opp_zero {a} : a = 0 -> - a = 0. Proof. lra. Qed.
Lemma opp_nonzero {a} : a <> 0 -> - a <> 0. Proof. lra. Qed.
Lemma mul_pos_pos {a b} : 0 < a -> 0 < b -> 0 < a * b. Proof. apply Rmult_lt_0_compat. Qed.
Lemma mul_pos_neg {a b} : 0 < a -> b < 0 -> a * b < 0.
Proof. intros p q. generalize (mul_pos_pos p (opp_neg q)). lra. Qed.
Lemma mul_neg_pos {a b} : a < 0 -> 0 < b -> a * b < 0.
Proof. intros p q. generalize (mul_pos_pos (opp_neg p) q). lra. Qed.
Lemma mul_neg_neg {a b} : a < 0 -> b < 0 -> 0 < a * b.
Proof. intros p q. generalize (mul_pos_pos (opp_neg p) (opp_neg q)). lra. Qed.
Lemma mul_nonneg_nonneg {a b} : 0 <= a -> 0 <= b -> 0 <= a * b. Proof. apply Rmult_le_pos. Qed.
Lemma mul_nonneg_nonpos {a b} : 0 <= a -> b <= 0 -> a * b <= 0.
Proof. intros p q. generalize (mul_nonneg_nonneg p (opp_nonpos q)). lra. Qed.
Lemma mul_nonpos_nonneg {a b} : a <= 0 -> 0 <= b -> a * b <= 0.
Proof. intros p q. generalize (mul_nonneg_nonneg (opp_nonpos p) q). lra. Qed.
Lemma mul_nonpos_nonpos {a b} : a <= 0 -> b <= 0 -> 0 <= a * b.
Proof. intros p q. generalize (mul_nonneg_nonneg (opp_nonpos p) (opp_nonpos q)). lra. Qed.
Lemma mul_zero_any {a} b : a = 0 -> a * b = 0. Proof. intros ->. apply Rmult_0_l. Qed.
Lemma mul_any_zero a {b} : b = 0 -> a * b = 0. Proof. intros ->. apply Rmult_0_r. Qed.
Lemma mul_nonzero_nonzero {a b} : a <> 0 -> b <> 0 -> a * b <> 0.
Proof. apply Rmult_integral_contrapositive_currified. Qed.
Lemma inv_pos {a} : 0 < a -> 0 < / a. Proof. apply Rinv_0_lt_compat. Qed.
Lemma inv_neg {a} : a < 0 -> / a < 0. Proof. apply Rinv_lt_0_compat. Qed.
Lemma inv_nonzero {a} : a <> 0 -> / a <> 0. Proof. apply Rinv_neq_0_compat. Qed.
Lemma ratio_pos n d : Z.ltb 0 n = true -> Z.ltb 0 d = true -> 0 < IZR n / IZR d.
Proof. intros p q. apply Rdiv_lt_0_compat; now apply IZR_lt, Z.ltb_lt. Qed.
Lemma ratio_neg n d : Z.ltb n 0 = true -> Z.ltb 0 d = true -> IZR n / IZR d < 0.
Proof. intros p q. apply mul_neg_pos; [| apply inv_pos]; now apply IZR_lt, Z.ltb_lt. Qed.
Lemma whole_pos n : Z.ltb 0 n = true -> 0 < IZR n. Proof. intros p. now apply IZR_lt, Z.ltb_lt. Qed.
Lemma whole_neg n : Z.ltb n 0 = true -> IZR n < 0. Proof. intros p. now apply IZR_lt, Z.ltb_lt. Qed.
Lemma pow_pos {a} k : 0 < a -> 0 < a ^ k. Proof. apply pow_lt. Qed.
Lemma pow_nonneg {a} k : 0 <= a -> 0 <= a ^ k. Proof. apply pow_le. Qed.
Lemma pow_nonzero {a} k : a <> 0 -> a ^ k <> 0. Proof. apply pow_nonzero. Qed.
Lemma pow_zero {a} k : Nat.eqb k 0 = false -> a = 0 -> a ^ k = 0.
Proof. intros n ->. apply pow_ne_zero. now apply Nat.eqb_neq. Qed.
Lemma even_nonneg a k : Nat.even k = true -> 0 <= a ^ k.
Proof. intros e. apply Nat.even_spec in e as [m ->]. rewrite pow_mult. apply pow_le, pow2_ge_0. Qed.
Lemma even_pos {a} k : Nat.even k = true -> a <> 0 -> 0 < a ^ k.
Proof. intros e n. destruct (even_nonneg a k e) as [p | p]; [exact p | now destruct (pow_nonzero k n)]. Qed.
Lemma odd_neg {a} k : Nat.odd k = true -> a < 0 -> a ^ k < 0.
Proof.
  intros o n. apply Nat.odd_spec in o as [m ->]. rewrite Nat.add_1_r, <- tech_pow_Rmult.
  apply mul_neg_pos; [exact n | rewrite pow_mult; apply pow_lt, (even_pos 2); [reflexivity | lra]].
Qed.
Lemma odd_nonpos {a} k : Nat.odd k = true -> a <= 0 -> a ^ k <= 0.
Proof.
  intros o [n | ->]; [left; now apply odd_neg | right; apply pow_ne_zero; intros ->; discriminate].
Qed.
Lemma nonneg_of_pos {a} : 0 < a -> 0 <= a. Proof. lra. Qed.
Lemma nonpos_of_neg {a} : a < 0 -> a <= 0. Proof. lra. Qed.
Lemma nonzero_of_pos {a} : 0 < a -> a <> 0. Proof. lra. Qed.
Lemma nonzero_of_neg {a} : a < 0 -> a <> 0. Proof. lra. Qed.
Lemma nonneg_of_zero {a} : a = 0 -> 0 <= a. Proof. lra. Qed.
Lemma nonpos_of_zero {a} : a = 0 -> a <= 0. Proof. lra. Qed.
Lemma not_nonpos {a} : 0 < a -> a <= 0 -> False. Proof. lra. Qed.
Lemma not_nonneg {a} : a < 0 -> 0 <= a -> False. Proof. lra. Qed.
Lemma pos_of_both {a} : 0 <= a -> a <> 0 -> 0 < a. Proof. lra. Qed.
Lemma neg_of_both {a} : a <= 0 -> a <> 0 -> a < 0. Proof. lra. Qed.
Lemma zero_of_both {a} : 0 <= a -> a <= 0 -> a = 0. Proof. lra. Qed.
Lemma pos_if {a} b : 0 < b -> a = b -> 0 < a. Proof. lra. Qed.
Lemma nonneg_if {a} b : 0 <= b -> a = b -> 0 <= a. Proof. lra. Qed.
Lemma neg_if {a} b : b < 0 -> a = b -> a < 0. Proof. lra. Qed.
Lemma nonpos_if {a} b : b <= 0 -> a = b -> a <= 0. Proof. lra. Qed.
Lemma zero_if {a} b : b = 0 -> a = b -> a = 0. Proof. lra. Qed.
Lemma nonzero_if {a} b : b <> 0 -> a = b -> a <> 0. Proof. lra. Qed.

Lemma cases_le_gt a : a <= 0 \/ 0 < a. Proof. destruct (Rle_or_lt a 0); auto. Qed.
Lemma cases_lt_ge a : a < 0 \/ 0 <= a. Proof. destruct (Rlt_or_le a 0); auto. Qed.
Lemma cases_zero a : a = 0 \/ a <> 0. Proof. apply Req_dec. Qed.
Lemma cases_sign a : a < 0 \/ a = 0 \/ 0 < a. Proof. destruct (Rtotal_order a 0) as [c | [c | c]]; auto. Qed.
Lemma named (a : R) : exists v, a = v. Proof. now exists a. Qed.

(* Both sides of a relation. *)
Lemma pos_of_gt {a b} : a > b -> 0 < a - b. Proof. lra. Qed.
Lemma nonneg_of_ge {a b} : a >= b -> 0 <= a - b. Proof. lra. Qed.
Lemma zero_of_eq {a b} : a = b -> a - b = 0. Proof. lra. Qed.
Lemma nonzero_of_neq {a b} : a <> b -> a - b <> 0. Proof. lra. Qed.
Lemma gt_of_pos {a b} : 0 < a - b -> a > b. Proof. lra. Qed.
Lemma ge_of_nonneg {a b} : 0 <= a - b -> a >= b. Proof. lra. Qed.
Lemma eq_of_zero {a b} : a - b = 0 -> a = b. Proof. lra. Qed.
Lemma neq_of_nonzero {a b} : a - b <> 0 -> a <> b. Proof. lra. Qed.

(* A positive number plus multiples of zero is not zero. *)
Lemma contradiction {p m} : 0 < p -> m = 0 -> p + m = 0 -> False. Proof. lra. Qed.
Lemma pos_by_contradiction {a} : (0 <= - a -> False) -> 0 < a.
Proof. intros n. destruct (Rlt_or_le 0 a) as [p | p]; [exact p | destruct n; lra]. Qed.
Lemma nonneg_by_contradiction {a} : (0 < - a -> False) -> 0 <= a.
Proof. intros n. destruct (Rle_or_lt 0 a) as [p | p]; [exact p | destruct n; lra]. Qed.
Lemma zero_by_contradiction {a} : (a <> 0 -> False) -> a = 0.
Proof. intros n. destruct (Req_dec a 0) as [p | p]; [exact p | destruct (n p)]. Qed.
`
