// The lemmas that exported theorems rest on; each file brings those it needs along, so that Coq's own library is enough.

/** Signs of sums, products and powers; functions by their names; reasoning by contradiction. */
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

(* |u|, sgn(u), max and min. *)
Definition sgn (u : R) : R := if Rlt_dec u 0 then -1 else 1.
Lemma sgn_square u : sgn u ^ 2 = 1. Proof. unfold sgn. destruct (Rlt_dec u 0); ring. Qed.
Lemma sgn_nonzero {s} : s ^ 2 = 1 -> s <> 0. Proof. intros e ->. revert e. simpl. lra. Qed.
Lemma sgn_abs u : Rabs u = sgn u * u.
Proof. unfold sgn, Rabs. destruct (Rlt_dec u 0), (Rcase_abs u); lra. Qed.
Lemma sgn_pos {u} : 0 < u -> sgn u = 1. Proof. unfold sgn. destruct (Rlt_dec u 0); lra. Qed.
Lemma sgn_neg {u} : u < 0 -> sgn u = -1. Proof. unfold sgn. destruct (Rlt_dec u 0); lra. Qed.
Lemma sgn_scaled {u v} c : 0 < c -> u = c * v -> sgn u = sgn v.
Proof.
  intros p ->. unfold sgn. destruct (Rlt_dec v 0) as [n | n].
  - generalize (mul_pos_neg p n). destruct (Rlt_dec (c * v) 0); lra.
  - generalize (mul_nonneg_nonneg (nonneg_of_pos p) (Rnot_lt_le _ _ n)). destruct (Rlt_dec (c * v) 0); lra.
Qed.
Lemma sgn_mirrored {u v} c : v <> 0 -> 0 < c -> u = - (c * v) -> sgn u = - sgn v.
Proof.
  intros z p ->. destruct (Rtotal_order v 0) as [n | [n | n]]; [ | lra | ].
  - rewrite (sgn_neg n), (sgn_pos (opp_neg (mul_pos_neg p n))). ring.
  - rewrite (sgn_pos n), (sgn_neg (opp_pos (mul_pos_pos p n))). ring.
Qed.
Lemma abs_scaled {u v} c : 0 < c -> u = c * v -> Rabs u = sgn v * u.
Proof. intros p e. now rewrite sgn_abs, (sgn_scaled c p e). Qed.
Lemma abs_mirrored {u v} c : 0 < c -> u = - (c * v) -> Rabs u = - (sgn v * u).
Proof. intros p ->. rewrite Rabs_Ropp, (abs_scaled c p eq_refl). ring. Qed.
Lemma max_rule a b : Rmax a b = (a + b + Rabs (a - b)) / 2.
Proof. unfold Rmax, Rabs. destruct (Rle_dec a b), (Rcase_abs (a - b)); lra. Qed.
Lemma min_rule a b : Rmin a b = (a + b - Rabs (a - b)) / 2.
Proof. unfold Rmin, Rabs. destruct (Rle_dec a b), (Rcase_abs (a - b)); lra. Qed.

(* exp and ln. *)
Lemma exp_sum {u v a b} : exp u = a -> exp v = b -> exp (u + v) = a * b.
Proof. intros <- <-. apply exp_plus. Qed.
Lemma exp_minus {u a} : exp u = a -> exp (- u) = / a. Proof. intros <-. apply exp_Ropp. Qed.
Lemma exp_times {u a} (k : nat) z : Z.of_nat k = z -> exp u = a -> exp (IZR z * u) = a ^ k.
Proof.
  intros <- <-. rewrite <- INR_IZR_INZ. induction k as [| k IH].
  - simpl. rewrite Rmult_0_l. apply exp_0.
  - rewrite S_INR, Rmult_plus_distr_r, Rmult_1_l, exp_plus, IH. simpl. ring.
Qed.
Lemma exp_tangent u : 0 <= exp u - 1 - u. Proof. generalize (exp_ineq1_le u). lra. Qed.
Lemma log_tangent {u} : 0 < u -> 0 <= u - 1 - ln u.
Proof. intros p. generalize (exp_ineq1_le (ln u)). rewrite (exp_ln u p). lra. Qed.
Lemma log_lower {u} : 0 < u -> 0 <= ln u - 1 + 1 / u.
Proof. intros p. generalize (log_tangent (inv_pos p)). rewrite (ln_Rinv u p). unfold Rdiv. lra. Qed.

(* Roots. *)
Definition root (n : nat) (u : R) : R :=
  if Rlt_dec 0 u then Rpower u (/ INR n) else if Rlt_dec u 0 then - Rpower (- u) (/ INR n) else 0.
Lemma Rpower_root n u : n <> 0%nat -> 0 < u -> Rpower u (/ INR n) ^ n = u.
Proof.
  intros z p. rewrite <- Rpower_pow by apply exp_pos.
  rewrite Rpower_mult, Rinv_l, Rpower_1; auto using not_0_INR.
Qed.
Lemma root_nonneg n u : 0 <= u -> 0 <= root n u.
Proof.
  intros p. unfold root. destruct (Rlt_dec 0 u); [left; apply exp_pos |].
  destruct (Rlt_dec u 0); lra.
Qed.
Lemma root_even {u} n : Nat.eqb n 0 = false -> 0 <= u -> root n u ^ n = u.
Proof.
  intros z p. apply Nat.eqb_neq in z. unfold root.
  destruct (Rlt_dec 0 u); [now apply Rpower_root |]. destruct (Rlt_dec u 0); [lra |].
  rewrite pow_ne_zero by exact z. lra.
Qed.
Lemma root_odd u n : Nat.odd n = true -> root n u ^ n = u.
Proof.
  intros o. assert (z : n <> 0%nat) by (intros ->; discriminate). unfold root.
  destruct (Rlt_dec 0 u); [now apply Rpower_root |].
  destruct (Rlt_dec u 0); [| rewrite pow_ne_zero by exact z; lra].
  apply Nat.odd_spec in o as [m e].
  assert (s : forall v, (- v) ^ n = - v ^ n).
  { intros v. rewrite e, Nat.add_1_r, <- !tech_pow_Rmult, !pow_mult. replace ((- v) ^ 2) with (v ^ 2) by ring. ring. }
  rewrite s, Rpower_root; [ring | exact z | lra].
Qed.
Lemma sqrt_square_rule {u} : 0 <= u -> sqrt u ^ 2 = u. Proof. intros p. now rewrite pow2_sqrt. Qed.
Lemma pos_of_power {r u} n : r ^ n = u -> Nat.eqb n 0 = false -> 0 <= r -> u <> 0 -> 0 < r.
Proof.
  intros e z [p | <-] n0; [exact p |]. apply Nat.eqb_neq in z. destruct n0. rewrite <- e. now apply pow_ne_zero.
Qed.
Lemma power_injective {r s} n : Nat.eqb n 0 = false -> 0 <= r -> 0 <= s -> r ^ n = s ^ n -> r = s.
Proof.
  intros z p q e. apply Nat.eqb_neq in z. destruct n as [| n]; [now destruct z |].
  assert (m : forall v w, 0 <= v -> v < w -> v ^ S n < w ^ S n).
  { intros v w a b. clear e z. induction n as [| n IH]; [simpl; lra |].
    rewrite <- (tech_pow_Rmult v), <- (tech_pow_Rmult w). apply Rmult_le_0_lt_compat; auto. now apply pow_le. }
  destruct (Rtotal_order r s) as [l | [l | l]]; [| exact l |]; apply m in l; auto; lra.
Qed.
Lemma root_value {u} n v : Nat.eqb n 0 = false -> 0 <= v -> v ^ n = u -> root n u = v.
Proof.
  intros z p <-. apply (power_injective n z); auto using root_nonneg, pow_le. apply root_even; auto using pow_le.
Qed.
Lemma sqrt_value {u} v : 0 <= v -> v ^ 2 = u -> sqrt u = v.
Proof. intros p <-. now apply sqrt_pow2. Qed.

(* sin, cos, tanh. *)
Lemma sin_rule u : sin u ^ 2 = 1 - cos u ^ 2.
Proof. generalize (sin2_cos2 u). unfold Rsqr. intros e. simpl. lra. Qed.
Lemma cosh_pos u : 0 < cosh u. Proof. unfold cosh. generalize (exp_pos u) (exp_pos (- u)). lra. Qed.
Lemma tanh_range u : 0 < 1 - tanh u ^ 2.
Proof.
  unfold tanh. assert (c := cosh_pos u).
  replace (1 - (sinh u / cosh u) ^ 2) with ((cosh u * cosh u - sinh u * sinh u) * (/ cosh u) ^ 2) by (field; lra).
  replace (cosh u * cosh u - sinh u * sinh u) with 1.
  - rewrite Rmult_1_l. apply pow_lt, inv_pos, c.
  - unfold cosh, sinh. rewrite exp_Ropp. field. apply Rgt_not_eq, exp_pos.
Qed.
`

/** Derivatives along a term. */
export const DERIVATIVE_PRELUDE = String.raw`(* Derivatives, for terms written with a variable t. *)
Lemma D_eq {f x l} m : derivable_pt_lim f x m -> l = m -> derivable_pt_lim f x l.
Proof. now intros d ->. Qed.
Lemma D_const c x : derivable_pt_lim (fun _ => c) x 0. Proof. apply derivable_pt_lim_const. Qed.
Lemma D_id x : derivable_pt_lim (fun t => t) x 1. Proof. apply derivable_pt_lim_id. Qed.
Section Derivatives.
Variables (u v : R -> R) (x a b : R).
Hypothesis (du : derivable_pt_lim u x a) (dv : derivable_pt_lim v x b).
Lemma D_add : derivable_pt_lim (fun t => u t + v t) x (a + b). Proof. exact (derivable_pt_lim_plus u v x a b du dv). Qed.
Lemma D_sub : derivable_pt_lim (fun t => u t - v t) x (a - b). Proof. exact (derivable_pt_lim_minus u v x a b du dv). Qed.
Lemma D_mul : derivable_pt_lim (fun t => u t * v t) x (a * v x + u x * b).
Proof. exact (derivable_pt_lim_mult u v x a b du dv). Qed.
Lemma D_opp : derivable_pt_lim (fun t => - u t) x (- a). Proof. exact (derivable_pt_lim_opp u x a du). Qed.
Lemma D_div : v x <> 0 -> derivable_pt_lim (fun t => u t / v t) x ((a * v x - b * u x) / (v x)²).
Proof. intros n. exact (derivable_pt_lim_div u v x a b du dv n). Qed.
Lemma D_inv : u x <> 0 -> derivable_pt_lim (fun t => / u t) x (- a / (u x)²).
Proof.
  intros n. apply (derivable_pt_lim_ext (fun t => 1 / u t)); [intros z; apply Rmult_1_l |].
  apply (D_eq _ (derivable_pt_lim_div (fct_cte 1) u x 0 a (derivable_pt_lim_const 1 x) du n)).
  unfold fct_cte, Rsqr. now field.
Qed.
Lemma D_pow n : derivable_pt_lim (fun t => u t ^ n) x (INR n * u x ^ pred n * a).
Proof. exact (derivable_pt_lim_comp u (fun y => y ^ n) x a _ du (derivable_pt_lim_pow (u x) n)). Qed.
Lemma D_exp : derivable_pt_lim (fun t => exp (u t)) x (exp (u x) * a).
Proof. exact (derivable_pt_lim_comp u exp x a _ du (derivable_pt_lim_exp (u x))). Qed.
Lemma D_ln : 0 < u x -> derivable_pt_lim (fun t => ln (u t)) x (/ u x * a).
Proof. intros p. exact (derivable_pt_lim_comp u ln x a _ du (derivable_pt_lim_ln (u x) p)). Qed.
Lemma D_sqrt : 0 < u x -> derivable_pt_lim (fun t => sqrt (u t)) x (/ (2 * sqrt (u x)) * a).
Proof. intros p. exact (derivable_pt_lim_comp u sqrt x a _ du (derivable_pt_lim_sqrt (u x) p)). Qed.
Lemma D_sin : derivable_pt_lim (fun t => sin (u t)) x (cos (u x) * a).
Proof. exact (derivable_pt_lim_comp u sin x a _ du (derivable_pt_lim_sin (u x))). Qed.
Lemma D_cos : derivable_pt_lim (fun t => cos (u t)) x (- sin (u x) * a).
Proof. exact (derivable_pt_lim_comp u cos x a _ du (derivable_pt_lim_cos (u x))). Qed.
Lemma D_abs : u x <> 0 -> derivable_pt_lim (fun t => Rabs (u t)) x (sgn (u x) * a).
Proof.
  intros n. destruct (Rtotal_order (u x) 0) as [l | [e | g]]; [| now destruct n |].
  - rewrite (sgn_neg l). exact (derivable_pt_lim_comp u Rabs x a _ du (Rabs_derive_2 (u x) l)).
  - rewrite (sgn_pos g). exact (derivable_pt_lim_comp u Rabs x a _ du (Rabs_derive_1 (u x) g)).
Qed.
End Derivatives.

(* Tactics: side conditions u <> 0 from the context, and derivatives along a term. *)
Ltac nonzero :=
  repeat match goal with |- _ /\ _ => split end;
  try match goal with
  | |- _ => assumption
  | h : 0 <= ?u, k : ?u <> 0 |- 0 < ?u => exact (pos_of_both h k)
  | h : 0 < ?u |- ?u <> 0 => exact (Rgt_not_eq _ _ h)
  | h : ?u <> 0 |- _ <> 0 => let k := fresh in intros k; apply h; first [rewrite k; ring | transitivity (- 0); [rewrite <- k; ring | ring] | rewrite <- k; ring]
  | h : 0 < ?u |- _ <> 0 => let k := fresh in intros k; apply (Rgt_not_eq _ _ h); first [rewrite k; ring | rewrite <- k; ring]
  | |- _ => lra
  end.
Ltac derive :=
  lazymatch goal with
  | |- derivable_pt_lim (fun _ => ?c) _ _ => apply D_const
  | |- derivable_pt_lim (fun t => t) _ _ => apply D_id
  | |- derivable_pt_lim (fun t => _ + _) _ _ => apply D_add; derive
  | |- derivable_pt_lim (fun t => _ - _) _ _ => apply D_sub; derive
  | |- derivable_pt_lim (fun t => _ * _) _ _ => apply D_mul; derive
  | |- derivable_pt_lim (fun t => _ / _) _ _ => apply D_div; [derive | derive |]
  | |- derivable_pt_lim (fun t => / _) _ _ => apply D_inv; [derive |]
  | |- derivable_pt_lim (fun t => - _) _ _ => apply D_opp; derive
  | |- derivable_pt_lim (fun t => _ ^ _) _ _ => apply D_pow; derive
  | |- derivable_pt_lim (fun t => exp _) _ _ => apply D_exp; derive
  | |- derivable_pt_lim (fun t => ln _) _ _ => apply D_ln; [derive |]
  | |- derivable_pt_lim (fun t => sqrt _) _ _ => apply D_sqrt; [derive |]
  | |- derivable_pt_lim (fun t => sin _) _ _ => apply D_sin; derive
  | |- derivable_pt_lim (fun t => cos _) _ _ => apply D_cos; derive
  | |- derivable_pt_lim (fun t => Rabs _) _ _ => apply D_abs; [derive |]
  (* Coq turns fun t => c + t into Rplus c. *)
  | |- derivable_pt_lim (Rplus ?c) ?x ?l => change (derivable_pt_lim (fun t => c + t) x l); apply D_add; derive
  | |- derivable_pt_lim (Rminus ?c) ?x ?l => change (derivable_pt_lim (fun t => c - t) x l); apply D_sub; derive
  | |- derivable_pt_lim (Rmult ?c) ?x ?l => change (derivable_pt_lim (fun t => c * t) x l); apply D_mul; derive
  | |- derivable_pt_lim (Rdiv ?c) ?x ?l => change (derivable_pt_lim (fun t => c / t) x l); apply D_div; [derive | derive |]
  | |- derivable_pt_lim Ropp ?x ?l => change (derivable_pt_lim (fun t => - t) x l); apply D_opp; derive
  | |- derivable_pt_lim Rinv ?x ?l => change (derivable_pt_lim (fun t => / t) x l); apply D_inv; [derive |]
  | |- derivable_pt_lim exp ?x ?l => change (derivable_pt_lim (fun t => exp t) x l); apply D_exp; derive
  | |- derivable_pt_lim ln ?x ?l => change (derivable_pt_lim (fun t => ln t) x l); apply D_ln; [derive |]
  | |- derivable_pt_lim sqrt ?x ?l => change (derivable_pt_lim (fun t => sqrt t) x l); apply D_sqrt; [derive |]
  | |- derivable_pt_lim sin ?x ?l => change (derivable_pt_lim (fun t => sin t) x l); apply D_sin; derive
  | |- derivable_pt_lim cos ?x ?l => change (derivable_pt_lim (fun t => cos t) x l); apply D_cos; derive
  | |- derivable_pt_lim Rabs ?x ?l => change (derivable_pt_lim (fun t => Rabs t) x l); apply D_abs; [derive |]
  end.
Ltac differentiate :=
  eapply D_eq; [derive; cbv beta; nonzero | cbv beta; simpl INR; simpl pred; try unfold Rsqr; field; nonzero].
`
